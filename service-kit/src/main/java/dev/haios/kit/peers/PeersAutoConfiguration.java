package dev.haios.kit.peers;

import dev.haios.kit.http.HttpAutoConfiguration;
import dev.haios.kit.http.Rest;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The typed clients; a client that nobody uses costs one small object. */
@AutoConfiguration(after = HttpAutoConfiguration.class)
@EnableConfigurationProperties(PeerAddresses.class)
public class PeersAutoConfiguration {

    @Bean
    RegistryClient registryClient(Rest rest, PeerAddresses addresses) {
        return new RegistryClient(rest.to(addresses.registry()));
    }

    @Bean
    RouterClient routerClient(Rest rest, PeerAddresses addresses) {
        return new RouterClient(rest.to(addresses.providerRouter()));
    }

    @Bean
    EventStreamClient eventStreamClient(Rest rest, PeerAddresses addresses) {
        return new EventStreamClient(rest.to(addresses.eventStream()));
    }
}
