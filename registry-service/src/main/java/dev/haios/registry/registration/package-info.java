/**
 * Services come and go: {@code POST /register} and {@code POST /deregister}. Whether a service is
 * new or known is decided by the store's unique name and URL, so that two who register at once
 * agree. Each registration takes the next epoch of its id.
 */
@NullMarked
package dev.haios.registry.registration;

import org.jspecify.annotations.NullMarked;
