/**
 * What is said to and by the registry: registrations, heartbeats, discovery, promotion, desired
 * state and eviction, and one frame of the change feed. The words for type, role, health and
 * activity are defined here for every service. Nothing here decides when a service is late.
 */
@NullMarked
package dev.haios.contracts.registry;

import org.jspecify.annotations.NullMarked;
