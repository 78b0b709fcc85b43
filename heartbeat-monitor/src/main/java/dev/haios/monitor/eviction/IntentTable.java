package dev.haios.monitor.eviction;

import dev.haios.contracts.eviction.EvictionAction;
import dev.haios.contracts.schema.Wire;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class IntentTable {

    private final JdbcClient jdbc;

    IntentTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Intent intent) {
        jdbc.sql(
                        """
                        INSERT INTO intents (service_id, action, last_heartbeat_ts, service_name,
                            missed_beats, due_ts)
                        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                        """)
                .params(
                        intent.serviceId(),
                        Wire.word(intent.action()),
                        intent.lastHeartbeat().toString(),
                        intent.serviceName(),
                        intent.missedBeats(),
                        intent.due().toString())
                .update();
    }

    void drop(Intent intent) {
        jdbc.sql(
                        """
                        DELETE FROM intents
                        WHERE service_id = ? AND action = ? AND last_heartbeat_ts = ?
                        """)
                .params(
                        intent.serviceId(),
                        Wire.word(intent.action()),
                        intent.lastHeartbeat().toString())
                .update();
    }

    List<Intent> all() {
        return jdbc.sql(
                        """
                        SELECT service_id, action, last_heartbeat_ts, service_name, missed_beats,
                            due_ts
                        FROM intents ORDER BY rowid
                        """)
                .query((row, _) ->
                        new Intent(
                                row.getString("service_id"),
                                Wire.constant(EvictionAction.class, row.getString("action"))
                                        .orElseThrow(),
                                Instant.parse(row.getString("last_heartbeat_ts")),
                                row.getString("service_name"),
                                row.getInt("missed_beats"),
                                Instant.parse(row.getString("due_ts"))))
                .list();
    }
}
