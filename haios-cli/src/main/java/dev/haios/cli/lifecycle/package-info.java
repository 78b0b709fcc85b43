/**
 * The life of the fleet on this machine: up, down, status and logs. It decides what to start and in
 * which order, and accounts for everything that runs, so that nobody is left with half a fleet
 * unawares. How a process is started or stopped is {@link dev.haios.cli.process}'s business.
 */
@NullMarked
package dev.haios.cli.lifecycle;

import org.jspecify.annotations.NullMarked;
