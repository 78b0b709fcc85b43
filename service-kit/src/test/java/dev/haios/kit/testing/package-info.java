/**
 * What the services' own tests share: time that is moved by hand, a service started for real on a
 * random port, stand-ins of other services, and the house rules as ArchUnit checks. Packed into the
 * kit's test-jar; no production code sees it.
 */
@NullMarked
package dev.haios.kit.testing;

import org.jspecify.annotations.NullMarked;
