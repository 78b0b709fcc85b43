/**
 * Silent services are removed, on the heartbeat monitor's word: {@code POST /evict}. The decision
 * names the heartbeat it is based on, so that a beat which arrived meanwhile wins; what was done is
 * kept, so that a repeated call gets the same answer, also after the service is gone.
 */
@NullMarked
package dev.haios.registry.eviction;

import org.jspecify.annotations.NullMarked;
