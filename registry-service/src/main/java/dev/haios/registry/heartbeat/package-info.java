/**
 * Services say that they are alive. A beat that changes nothing costs one guarded update, no
 * revision; one that changes health or activity, or revives a silent service, is a change like any
 * other. Knows nothing of what silence leads to.
 */
@NullMarked
package dev.haios.registry.heartbeat;

import org.jspecify.annotations.NullMarked;
