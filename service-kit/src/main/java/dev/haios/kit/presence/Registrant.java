package dev.haios.kit.presence;

import dev.haios.contracts.registry.ServiceRegistration;
import java.net.URI;
import java.time.Duration;

/**
 * Describes this service to the registry. The kit's own describes it by its {@code haios.service}
 * settings; a service that is more than that (a model adapter) provides its own bean.
 */
@FunctionalInterface
public interface Registrant {

    /**
     * Called before every registration, so that it may change over time.
     *
     * @param url where others reach this service
     */
    ServiceRegistration registration(URI url, Duration heartbeatInterval, Duration ttl);
}
