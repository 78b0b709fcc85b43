package dev.haios.kit.home;

import dev.haios.contracts.registry.ServiceRole;
import dev.haios.contracts.registry.ServiceType;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What this service is called and offers, bound from {@code haios.service}.
 *
 * @param name wire name with underscores, for instance {@code heartbeat_monitor}
 * @param version shown in {@code /health} and {@code /}; the build's version
 * @param type how it registers; the fleet's own services are tools
 * @param role how it registers
 * @param caps capabilities it registers, lower case
 * @param labels further labels it registers
 */
@ConfigurationProperties("haios.service")
public record ServiceIdentity(
        String name,
        @DefaultValue("0.1.0") String version,
        @DefaultValue("tool") ServiceType type,
        @DefaultValue("production") ServiceRole role,
        @DefaultValue List<String> caps,
        @DefaultValue Map<String, String> labels) {

    public ServiceIdentity {
        if (!name.matches("[a-z][a-z0-9_.-]{0,63}")) {
            throw new IllegalArgumentException(
                    "haios.service.name must be lower case with underscores, but is '"
                            + name
                            + "'");
        }
        caps = List.copyOf(caps);
        labels = Map.copyOf(labels);
    }
}
