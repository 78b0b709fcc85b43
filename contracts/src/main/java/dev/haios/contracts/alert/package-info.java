/**
 * What the heartbeat monitor tells the world. An alert is raised once for each transition that
 * really happened; who raises it and when is not known here.
 */
@NullMarked
package dev.haios.contracts.alert;

import org.jspecify.annotations.NullMarked;
