package dev.haios.registry.registration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is taken in, bound from {@code haios.registry.registration}.
 *
 * @param maxServices services registered at once; registry and router hold each in memory, some 3
 *     KB apiece
 */
@ConfigurationProperties("haios.registry.registration")
record RegistrationSettings(@DefaultValue("25000") int maxServices) {

    RegistrationSettings {
        if (maxServices < 1) {
            throw new IllegalArgumentException(
                    "haios.registry.registration.max-services must be at least 1");
        }
    }
}
