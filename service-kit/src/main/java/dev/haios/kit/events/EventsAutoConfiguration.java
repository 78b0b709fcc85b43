package dev.haios.kit.events;

import dev.haios.kit.home.ServiceIdentity;
import dev.haios.kit.peers.EventStreamClient;
import dev.haios.kit.peers.PeersAutoConfiguration;
import dev.haios.kit.store.Store;
import dev.haios.kit.store.StoreOverloadedException;
import dev.haios.kit.store.StoreUnavailableException;
import dev.haios.kit.surface.HealthSource;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ring for every service; the outbox and its relays for those with a store. */
@AutoConfiguration(
        after = PeersAutoConfiguration.class,
        afterName = "dev.haios.kit.store.StoreAutoConfiguration")
@EnableConfigurationProperties(EventSettings.class)
public class EventsAutoConfiguration {

    @Bean
    Bell eventsBell() {
        return new Bell();
    }

    @Bean
    EphemeralRing ephemeralRing(
            EventStreamClient stream, EventSettings settings, MeterRegistry meters) {
        var ring = new EphemeralRing(stream, settings);
        FunctionCounter.builder("haios_events_dropped_total", ring, EphemeralRing::dropped)
                .description("Ephemeral events dropped")
                .register(meters);
        Gauge.builder("haios_events_waiting", ring, EphemeralRing::waiting)
                .description("Ephemeral events waiting for the stream")
                .register(meters);
        return ring;
    }

    @Bean
    @ConditionalOnBean(Store.class)
    OutboxTable outboxTable(JdbcClient jdbc) {
        return new OutboxTable(jdbc);
    }

    @Bean
    @ConditionalOnBean(Store.class)
    OutboxCursors outboxCursors(JdbcClient jdbc, Clock clock, MeterRegistry meters) {
        return new OutboxCursors(jdbc, clock, meters);
    }

    @Bean
    EventPublisher eventPublisher(
            ServiceIdentity identity,
            Clock clock,
            EphemeralRing ring,
            Bell bell,
            ObjectProvider<OutboxTable> outbox) {
        return new EventPublisher(identity, clock, ring, bell, outbox.getIfAvailable());
    }

    @Bean
    EventsLifecycle eventsLifecycle(
            EventSettings settings,
            Bell bell,
            EphemeralRing ring,
            EventStreamClient stream,
            List<OutboxSource> sources,
            ObjectProvider<OutboxCursors> cursors,
            ObjectProvider<Store> store) {
        var relays = new ArrayList<OutboxRelay>();
        @Nullable OutboxCursors kept = cursors.getIfAvailable();
        @Nullable Store durable = store.getIfAvailable();
        if (kept != null && durable != null) {
            for (var source : sources) {
                relays.add(new OutboxRelay(source, kept, durable, stream, bell, settings));
            }
        }
        return new EventsLifecycle(settings.enabled(), bell, ring, relays);
    }

    /** What the stream refused for good is a person's business. */
    @Bean
    @ConditionalOnBean(OutboxCursors.class)
    HealthSource parkedEvents(OutboxCursors cursors, Store store) {
        return () -> {
            try {
                long parked = store.read(cursors::parked);
                return parked == 0
                        ? HealthSource.State.ok(Map.of())
                        : HealthSource.State.degraded(
                                parked
                                        + " events were refused by the event stream (outbox_parked)");
            } catch (StoreUnavailableException | StoreOverloadedException e) {
                // The store's own health source tells that story.
                return HealthSource.State.ok(Map.of());
            }
        };
    }
}
