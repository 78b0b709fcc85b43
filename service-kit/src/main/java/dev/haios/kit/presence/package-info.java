/**
 * Registers this service with the registry, beats at its interval with real load figures, registers
 * again when it was forgotten, and deregisters on a clean stop. A registry that is away is retried
 * with backoff and never stops the service.
 */
@NullMarked
package dev.haios.kit.presence;

import org.jspecify.annotations.NullMarked;
