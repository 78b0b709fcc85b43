package dev.haios.adapters.choice;

import java.net.URI;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the providers are, bound from {@code haios.providers}.
 *
 * @param of by the name of their adapter
 */
@ConfigurationProperties("haios.providers")
record ProviderSettings(Map<String, Access> of) {

    /**
     * How one is reached.
     *
     * @param key as it stands in the environment; blank when there is none
     * @param keyName the variable it comes from
     * @param model which of its models to use
     */
    record Access(URI baseUrl, String key, String keyName, String model) {

        @Override
        public String toString() {
            return "Access[" + baseUrl + ", " + keyName + ", " + model + "]";
        }
    }
}
