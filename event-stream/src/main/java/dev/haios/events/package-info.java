/**
 * The event stream: takes events in, numbers and keeps them, and hands them to everybody who
 * listens. It knows what an event looks like, not what any of them means. This package holds the
 * application and what it refuses; each feature has a package of its own.
 */
@NullMarked
package dev.haios.events;

import org.jspecify.annotations.NullMarked;
