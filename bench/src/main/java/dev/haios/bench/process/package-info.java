/**
 * The processes of a run: the fleet under test on free ports in a folder of its own, the
 * contestants beside it, the tools that are unpacked for it, and what the system says that a
 * process used. Everything that was started is stopped by its pid, however the run ends.
 */
@NullMarked
package dev.haios.bench.process;

import org.jspecify.annotations.NullMarked;
