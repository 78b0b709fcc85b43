/**
 * How a service says that it is alive, what it does meanwhile, and what it is told in return. The
 * words for health, activity and desired state are defined here for every service. Nothing here
 * decides when a service is late.
 */
@NullMarked
package dev.haios.contracts.heartbeat;

import org.jspecify.annotations.NullMarked;
