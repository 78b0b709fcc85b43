package dev.haios.kit.events;

import dev.haios.contracts.schema.RawJson;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far each source has been delivered, and what the stream refused for good. */
final class OutboxCursors {

    /** As many as a person may look at; a stream that refuses everything must not fill the disk. */
    private static final int PARKED = 1000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Counter parks;

    OutboxCursors(JdbcClient jdbc, Clock clock, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.clock = clock;
        parks =
                Counter.builder("haios_events_parked_total")
                        .description("Durable events that the event stream refused for good")
                        .register(meters);
    }

    long position(String source) {
        return jdbc.sql("SELECT position FROM outbox_cursor WHERE source = ?")
                .param(source)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    void move(String source, long position) {
        jdbc.sql(
                        """
                        INSERT INTO outbox_cursor (source, position) VALUES (?, ?)
                        ON CONFLICT (source) DO UPDATE SET position = excluded.position
                        """)
                .param(source)
                .param(position)
                .update();
    }

    /** Keeps it, and of each source the newest thousand. */
    void park(String source, long position, RawJson event, String reason) {
        jdbc.sql(
                        """
                        INSERT INTO outbox_parked (source, position, body, reason, parked_at)
                        VALUES (?, ?, ?, ?, ?)
                        """)
                .param(source)
                .param(position)
                .param(event.text())
                .param(reason)
                .param(clock.instant().toString())
                .update();
        jdbc.sql(
                        """
                        DELETE FROM outbox_parked WHERE source = :source AND position <= (
                          SELECT position FROM outbox_parked WHERE source = :source
                          ORDER BY position DESC LIMIT 1 OFFSET :kept)
                        """)
                .param("source", source)
                .param("kept", PARKED)
                .update();
        parks.increment();
    }

    long parked() {
        return jdbc.sql("SELECT count(*) FROM outbox_parked").query(Long.class).single();
    }
}
