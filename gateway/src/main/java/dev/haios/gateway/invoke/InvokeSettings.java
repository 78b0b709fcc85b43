package dev.haios.gateway.invoke;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of calls, bound from {@code haios.gateway.invoke}.
 *
 * @param timeout for callers that name none
 * @param minTimeout shortest a caller may ask for
 * @param maxTimeout longest a caller may ask for
 * @param retryAfter when to come back, told to callers for whom nothing is available
 */
@ConfigurationProperties("haios.gateway.invoke")
record InvokeSettings(
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("50ms") Duration minTimeout,
        @DefaultValue("600s") Duration maxTimeout,
        @DefaultValue("5s") Duration retryAfter) {

    InvokeSettings {
        if (!minTimeout.isPositive()
                || minTimeout.compareTo(timeout) > 0
                || timeout.compareTo(maxTimeout) > 0) {
            throw new IllegalArgumentException(
                    "haios.gateway.invoke: 0 < min-timeout <= timeout <= max-timeout must hold");
        }
    }
}
