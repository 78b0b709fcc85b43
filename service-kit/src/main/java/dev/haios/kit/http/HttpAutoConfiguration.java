package dev.haios.kit.http;

import dev.haios.kit.access.AccessAutoConfiguration;
import dev.haios.kit.access.ServiceCredential;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The outbound client for the fleet's own services. */
@AutoConfiguration(after = AccessAutoConfiguration.class)
@EnableConfigurationProperties(HttpSettings.class)
public class HttpAutoConfiguration {

    @Bean
    OutboundHttp outboundHttp(HttpSettings settings, MeterRegistry meters) {
        return new OutboundHttp(settings, meters);
    }

    @Bean(destroyMethod = "close")
    CloseableHttpClient peerHttpClient(OutboundHttp outbound) {
        return outbound.client();
    }

    @Bean
    SseClient sseClient(
            CloseableHttpClient peerHttpClient,
            ServiceCredential credential,
            HttpSettings settings) {
        return new SseClient(peerHttpClient, credential, settings.streamSilence());
    }

    @Bean
    Rest rest(CloseableHttpClient peerHttpClient, ServiceCredential credential) {
        return new Rest(peerHttpClient, credential);
    }
}
