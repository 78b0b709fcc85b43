package dev.haios.kit.load;

import dev.haios.kit.home.HomeAutoConfiguration;
import dev.haios.kit.home.ServiceIdentity;
import dev.haios.kit.time.Ticker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** The meter registry behind {@code /metrics} and the load figures behind heartbeats. */
@AutoConfiguration(after = HomeAutoConfiguration.class)
public class LoadAutoConfiguration {

    @Bean(destroyMethod = "close")
    PrometheusMeterRegistry meterRegistry(ServiceIdentity identity, JvmGcMetrics gc) {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.config().commonTags("service", identity.name());
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        gc.bindTo(registry);
        return registry;
    }

    @Bean(destroyMethod = "close")
    JvmGcMetrics garbageCollectorMetrics() {
        return new JvmGcMetrics();
    }

    @Bean
    LoadFigures loadFigures(MeterRegistry meters) {
        var figures = new LoadFigures();
        Gauge.builder("haios_http_in_flight", figures, LoadFigures::queueDepth)
                .description("Requests being worked on, open streams included")
                .register(meters);
        return figures;
    }

    @Bean
    FilterRegistrationBean<LoadFilter> loadFilter(
            LoadFigures figures, MeterRegistry meters, Ticker ticker) {
        var registration = new FilterRegistrationBean<>(new LoadFilter(figures, meters, ticker));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }
}
