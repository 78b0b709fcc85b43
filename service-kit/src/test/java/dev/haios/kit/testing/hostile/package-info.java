/**
 * Attacks every endpoint that takes a body, with requests made from the schema that the running
 * service publishes for it. Knows no service: one that adds an endpoint is attacked there too.
 */
@NullMarked
package dev.haios.kit.testing.hostile;

import org.jspecify.annotations.NullMarked;
