/**
 * Which backend this process runs: the one that {@code HAIOS_ADAPTER} names. Decided in code when
 * it starts, because conditions on beans would be frozen by ahead-of-time processing.
 */
@NullMarked
package dev.haios.adapters.choice;

import org.jspecify.annotations.NullMarked;
