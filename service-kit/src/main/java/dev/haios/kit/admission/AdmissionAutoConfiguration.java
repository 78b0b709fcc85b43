package dev.haios.kit.admission;

import dev.haios.kit.access.AccessAutoConfiguration;
import dev.haios.kit.access.Credentials;
import dev.haios.kit.time.Ticker;
import dev.haios.kit.web.HeldBytes;
import dev.haios.kit.web.WebAutoConfiguration;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Limits of what a service takes on at once, in force in every service. */
@AutoConfiguration(after = {AccessAutoConfiguration.class, WebAutoConfiguration.class})
@EnableConfigurationProperties(AdmissionSettings.class)
public class AdmissionAutoConfiguration {

    @Bean
    FilterRegistrationBean<AdmissionFilter> admissionFilter(
            AdmissionSettings settings,
            Credentials credentials,
            HeldBytes held,
            MeterRegistry meters) {
        var lanes = new Lanes(settings);
        var shares = new Shares(settings.maxRequests());
        lanes.all().forEach(lane -> measure(lane, meters));
        FunctionCounter.builder("haios_http_refused_total", shares, Shares::refused)
                .description("Requests refused, because there was no place for them")
                .tag("lane", "share")
                .register(meters);
        var registration =
                new FilterRegistrationBean<>(new AdmissionFilter(lanes, shares, credentials, held));
        // Behind the trace, whose id a refusal carries, and before anything else.
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 5);
        return registration;
    }

    private static void measure(Lane lane, MeterRegistry meters) {
        Gauge.builder("haios_http_admitted", lane, Lane::inside)
                .description("Requests under way")
                .tag("lane", lane.name())
                .register(meters);
        Gauge.builder("haios_http_admitted_limit", lane, Lane::places)
                .description("Requests that may be under way")
                .tag("lane", lane.name())
                .register(meters);
        FunctionCounter.builder("haios_http_refused_total", lane, Lane::refused)
                .description("Requests refused, because there was no place for them")
                .tag("lane", lane.name())
                .register(meters);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatWebServerFactory> boundedConnections(
            AdmissionSettings settings, Ticker ticker, MeterRegistry meters) {
        return factory -> {
            factory.setProtocol(BoundedProtocol.class.getName());
            factory.addProtocolHandlerCustomizers(handler -> {
                if (handler instanceof BoundedProtocol protocol) {
                    protocol.bound(settings, ticker, meters);
                }
            });
        };
    }
}
