/**
 * Finding services: {@code GET /discover} for work to be given, {@code GET /services} for all that
 * is known. Answers from memory, as it is true at the moment of the question. Changes nothing.
 */
@NullMarked
package dev.haios.registry.discovery;

import org.jspecify.annotations.NullMarked;
