/**
 * What the tests of the command line share: running a command, child processes, and a server that
 * answers as told.
 */
@NullMarked
package dev.haios.cli.testing;

import org.jspecify.annotations.NullMarked;
