package dev.haios.contracts.routing;

import org.jspecify.annotations.Nullable;

/**
 * A service that was considered and left out.
 *
 * @param reason why, for people
 */
public record Rejection(String name, String reason, @Nullable String serviceId) {}
