package dev.haios.kit.access;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Access control as configured, bound from {@code haios.access}.
 *
 * @param tokensFile file of {@code <role> <token>} lines ({@code HAIOS_TOKENS_FILE}); blank: none
 * @param trustNetwork whether the network beyond loopback is private ({@code HAIOS_TRUST_NETWORK})
 * @param allowedHosts further values of {@code Host}, beside loopback and the advertised host
 * @param upstreamAllow hosts beside loopback that the fleet may be asked to call
 */
@ConfigurationProperties("haios.access")
public record AccessSettings(
        @DefaultValue("") String tokensFile,
        @DefaultValue("false") boolean trustNetwork,
        @DefaultValue List<String> allowedHosts,
        @DefaultValue List<String> upstreamAllow) {

    public AccessSettings {
        allowedHosts = present(allowedHosts);
        upstreamAllow = present(upstreamAllow);
    }

    /** A blank environment variable binds to a list of one blank name. */
    private static List<String> present(List<String> names) {
        return names.stream().map(String::strip).filter(name -> !name.isEmpty()).toList();
    }
}
