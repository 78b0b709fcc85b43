/**
 * How busy this process is: request durations, requests in flight and CPU, measured on the requests
 * that do the service's work, and published as metrics and as the figures in its heartbeats.
 */
@NullMarked
package dev.haios.kit.load;

import org.jspecify.annotations.NullMarked;
