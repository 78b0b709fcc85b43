package dev.haios.contracts.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One frame of the registry's change feed, {@code GET /watch}.
 *
 * @param revision of the registry with the change in it, growing by one; absent for {@link
 *     RegistryChangeKind#LOAD}, which is not replayed
 * @param service the service after the change, or as it was when it is gone
 */
public record RegistryChange(
        @Nullable Long revision, RegistryChangeKind kind, RegisteredService service, Instant ts) {}
