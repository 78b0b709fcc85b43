package dev.haios.kit.retention;

import dev.haios.kit.store.Store;
import dev.haios.kit.surface.HealthSource;
import dev.haios.kit.time.Ticker;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** The clock for retention of every service with a store, and its word in {@code /health}. */
@AutoConfiguration(afterName = "dev.haios.kit.store.StoreAutoConfiguration")
@ConditionalOnBean(Store.class)
public class RetentionAutoConfiguration {

    @Bean
    RetentionClock retentionClock(Store store, Clock clock, Ticker ticker) {
        return new RetentionClock(store, clock, ticker);
    }

    /** Nothing is broken, so it only tells: {@code clock_lead_s} while a leap is not believed. */
    @Bean
    HealthSource clockLead(RetentionClock clock) {
        return () -> {
            var lead = clock.lead();
            return HealthSource.State.ok(
                    lead.isZero() ? Map.of() : Map.of("clock_lead_s", lead.toSeconds()));
        };
    }
}
