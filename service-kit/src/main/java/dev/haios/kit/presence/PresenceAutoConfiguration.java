package dev.haios.kit.presence;

import dev.haios.contracts.registry.ServiceRegistration;
import dev.haios.kit.home.AdvertisedAddress;
import dev.haios.kit.home.ServiceIdentity;
import dev.haios.kit.load.LoadFigures;
import dev.haios.kit.peers.PeersAutoConfiguration;
import dev.haios.kit.peers.RegistryClient;
import dev.haios.kit.surface.Condition;
import dev.haios.kit.surface.SurfaceAutoConfiguration;
import java.time.Clock;
import java.util.HashMap;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Self-registration and heartbeats. */
@AutoConfiguration(after = {PeersAutoConfiguration.class, SurfaceAutoConfiguration.class})
@EnableConfigurationProperties(PresenceSettings.class)
public class PresenceAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Registrant registrant(ServiceIdentity identity) {
        return (url, interval, ttl) ->
                ServiceRegistration.of(
                                identity.name(),
                                identity.type(),
                                identity.role(),
                                url.toString(),
                                identity.caps())
                        .withLabels(new HashMap<>(identity.labels()))
                        .withLiveness(interval, ttl);
    }

    @Bean
    Presence presence(
            PresenceSettings settings,
            Registrant registrant,
            Condition condition,
            LoadFigures figures,
            Clock clock,
            RegistryClient registry,
            AdvertisedAddress address) {
        return new Presence(
                settings,
                registrant,
                new HeartbeatSource(condition, figures, clock),
                registry,
                address);
    }
}
