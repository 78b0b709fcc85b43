package dev.haios.kit.events;

import dev.haios.contracts.schema.RawJson;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far each source has been delivered, and what the stream refused for good. */
final class OutboxCursors {

    private final JdbcClient jdbc;
    private final Clock clock;

    OutboxCursors(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
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
    }

    long parked() {
        return jdbc.sql("SELECT count(*) FROM outbox_parked").query(Long.class).single();
    }
}
