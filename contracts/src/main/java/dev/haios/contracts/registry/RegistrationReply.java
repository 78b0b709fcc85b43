package dev.haios.contracts.registry;

import dev.haios.contracts.heartbeat.Health;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a registration.
 *
 * @param status the service's health as the registry sees it now
 * @param epoch counts the registrations of this id and never goes back: a fencing number
 * @param created whether the service was new
 */
public record RegistrationReply(
        boolean success, String serviceId, Health status, long epoch, @Nullable Boolean created) {}
