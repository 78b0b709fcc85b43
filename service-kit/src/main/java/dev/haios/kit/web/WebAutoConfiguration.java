package dev.haios.kit.web;

import dev.haios.contracts.schema.Contracts;
import dev.haios.kit.load.LoadAutoConfiguration;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Contract-validated bodies, problem details, and event streams. */
@AutoConfiguration(after = LoadAutoConfiguration.class, before = ErrorMvcAutoConfiguration.class)
@EnableConfigurationProperties(WebSettings.class)
@Import({ProblemAdvice.class, ErrorDispatchController.class})
public class WebAutoConfiguration {

    @Bean
    Contracts contracts() {
        return Contracts.load();
    }

    @Bean
    SseAudience sseAudience(WebSettings settings, MeterRegistry meters) {
        var audience = new SseAudience(settings.streamKeepAlive());
        Gauge.builder("haios_sse_queue_depth", audience, SseAudience::mostQueued)
                .description("Frames that wait for the slowest watcher")
                .register(meters);
        return audience;
    }

    @Bean
    HeldBytes heldBytes(WebSettings settings, MeterRegistry meters) {
        var held = new HeldBytes(settings.maxHeld().toBytes(), settings.turnWait());
        Gauge.builder("haios_http_held_bytes", held, HeldBytes::held)
                .description("Memory taken by large bodies and answers")
                .register(meters);
        Gauge.builder("haios_http_held_bytes_limit", held, HeldBytes::limit)
                .description("Memory that large bodies and answers may take")
                .register(meters);
        Gauge.builder("haios_http_held_waiting", held, HeldBytes::waiting)
                .description("Large answers that wait to be read from the store")
                .register(meters);
        FunctionCounter.builder("haios_http_held_refused_total", held, HeldBytes::refused)
                .description("Requests refused for the memory they would take")
                .register(meters);
        return held;
    }

    @Bean
    LargeBodies largeBodies(WebSettings settings, MeterRegistry meters) {
        var large =
                new LargeBodies(
                        Math.toIntExact(settings.largeBody().toBytes()), settings.turnWait());
        var turns = large.turns();
        Gauge.builder("haios_http_large_bodies_waiting", turns, Turns::waiting)
                .description("Large bodies that wait to be parsed")
                .register(meters);
        Gauge.builder("haios_http_large_bodies_limit", turns, Turns::atOnce)
                .description("Large bodies that are parsed at once")
                .register(meters);
        FunctionCounter.builder("haios_http_large_bodies_refused_total", turns, Turns::refused)
                .description("Large bodies whose turn did not come in time")
                .register(meters);
        return large;
    }

    @Bean
    BodyReader bodyReader(WebSettings settings, HeldBytes held, LargeBodies large) {
        return new BodyReader(settings, held, large);
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebMvcConfigurer contractConverters(Contracts contracts, BodyReader bodies) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new ContentTypeRule());
            }

            @Override
            public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
                converters.withJsonConverter(new ContractJsonConverter(contracts, bodies));
            }
        };
    }

    @Bean
    WebServerFactoryCustomizer<TomcatWebServerFactory> problemErrorReports() {
        return factory ->
                factory.addContextCustomizers(context -> {
                    if (context.getParent() instanceof StandardHost host) {
                        host.setErrorReportValveClass(ProblemErrorValve.class.getName());
                    }
                });
    }
}
