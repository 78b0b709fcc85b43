package dev.haios.kit.trace;

import dev.haios.kit.home.HomeAutoConfiguration;
import dev.haios.kit.home.ServiceIdentity;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Tracing. Without {@code haios.trace.otlp-endpoint} nothing is sampled, so that a span costs no
 * more than its ids, which still travel.
 */
@AutoConfiguration(after = HomeAutoConfiguration.class)
public class TraceAutoConfiguration {

    @Bean(destroyMethod = "close")
    SdkTracerProvider tracerProvider(ServiceIdentity identity, Environment environment) {
        var endpoint = environment.getProperty("haios.trace.otlp-endpoint", "");
        var provider =
                SdkTracerProvider.builder()
                        .setResource(
                                Resource.create(
                                        io.opentelemetry.api.common.Attributes.of(
                                                AttributeKey.stringKey("service.name"),
                                                identity.name())));
        if (!StringUtils.hasText(endpoint)) {
            return provider.setSampler(Sampler.alwaysOff()).build();
        }
        var exporter =
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(endpoint.replaceAll("/+$", "") + "/v1/traces")
                        .build();
        return provider.setSampler(Sampler.parentBased(Sampler.alwaysOn()))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build();
    }

    @Bean
    Tracer tracer(SdkTracerProvider provider) {
        return provider.get("dev.haios");
    }

    @Bean
    FilterRegistrationBean<TraceFilter> traceFilter(Tracer tracer) {
        var registration = new FilterRegistrationBean<>(new TraceFilter(tracer));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
