/**
 * Training of the start caches: once a build came up healthy, each of its services is run again
 * beside the fleet, asked a few requests, and what the JVM learned becomes the cache the next start
 * uses. It works in a scratch home on free ports, at the lowest priority, and may be stopped at any
 * moment; nothing depends on its success. How a cache is found and used when a service starts is
 * {@link dev.haios.cli.process}'s business.
 */
@NullMarked
package dev.haios.cli.training;

import org.jspecify.annotations.NullMarked;
