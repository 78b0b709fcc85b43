package dev.haios.monitor.silence;

import dev.haios.contracts.alert.AlertAction;
import dev.haios.contracts.schema.Wire;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps silences; to be called within {@code store.write} or {@code store.read}. */
@Repository
public class SilenceTable {

    private final JdbcClient jdbc;

    SilenceTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Every silence that has not ended. */
    public List<Silence> all() {
        return jdbc.sql("SELECT service_id, service_name, last_heartbeat_ts, raised FROM silences")
                .query((row, _) ->
                        new Silence(
                                row.getString("service_id"),
                                row.getString("service_name"),
                                Instant.parse(row.getString("last_heartbeat_ts")),
                                Wire.constant(AlertAction.class, row.getString("raised"))
                                        .orElseThrow()))
                .list();
    }

    /** Begins or deepens a silence. */
    public void put(Silence silence) {
        jdbc.sql(
                        """
                        INSERT INTO silences (service_id, service_name, last_heartbeat_ts, raised)
                        VALUES (?, ?, ?, ?)
                        ON CONFLICT (service_id) DO UPDATE SET
                            service_name = excluded.service_name,
                            last_heartbeat_ts = excluded.last_heartbeat_ts,
                            raised = excluded.raised
                        """)
                .params(
                        silence.serviceId(),
                        silence.serviceName(),
                        silence.lastHeartbeat().toString(),
                        Wire.word(silence.raised()))
                .update();
    }

    /** Ends the silence of a service, whichever it is in. */
    public void end(String serviceId) {
        jdbc.sql("DELETE FROM silences WHERE service_id = ?").param(serviceId).update();
    }
}
