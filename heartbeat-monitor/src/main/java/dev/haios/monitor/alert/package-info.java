/**
 * Raises alerts, each occasion once, and keeps them for those who ask later. The table of alerts is
 * the outbox: what is in it reaches the event stream, however long that is away. Does not know why
 * an alert is raised.
 */
@NullMarked
package dev.haios.monitor.alert;

import org.jspecify.annotations.NullMarked;
