/**
 * Operating-system processes: starting one detached, recognising it again by pid and start time,
 * stopping it, bounding its log, and finding out who holds a port. It decides nothing about which
 * services should run. Facts come from {@code /proc} where there is one; no external tool is
 * needed.
 */
@NullMarked
package dev.haios.cli.process;

import org.jspecify.annotations.NullMarked;
