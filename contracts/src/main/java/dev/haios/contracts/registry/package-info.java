/**
 * What is said to and by the registry about who exists: registrations, discovery, promotion, and
 * one frame of the change feed. The words for type and role are defined here for every service.
 */
@NullMarked
package dev.haios.contracts.registry;

import org.jspecify.annotations.NullMarked;
