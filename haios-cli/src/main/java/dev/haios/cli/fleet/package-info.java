/**
 * What the fleet consists of: the services listed in {@code config/fleet.json}, their ports, and
 * the order in which they depend on each other. It describes and starts nothing.
 */
@NullMarked
package dev.haios.cli.fleet;

import org.jspecify.annotations.NullMarked;
