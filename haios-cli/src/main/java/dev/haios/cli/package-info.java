/**
 * The {@code haios} command: puts the commands of the features together, renders their failures,
 * and turns them into exit codes. It starts and watches the fleet of one machine and is otherwise a
 * client of the services.
 */
@NullMarked
package dev.haios.cli;

import org.jspecify.annotations.NullMarked;
