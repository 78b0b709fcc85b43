package dev.haios.monitor.alert;

import dev.haios.contracts.alert.HeartbeatAlert;
import dev.haios.contracts.event.EventTypes;
import dev.haios.contracts.schema.RawJson;
import dev.haios.contracts.schema.Wire;
import dev.haios.kit.events.OutboxSource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Repository
class AlertTable implements OutboxSource {

    private final JdbcClient jdbc;

    AlertTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False when this occasion was raised before. */
    boolean add(String alertId, String occasion, HeartbeatAlert alert) {
        return jdbc.sql(
                                """
                                INSERT INTO alerts (alert_id, occasion, service_id, body, ts)
                                VALUES (?, ?, ?, ?, ?) ON CONFLICT (occasion) DO NOTHING
                                """)
                        .param(alertId)
                        .param(occasion)
                        .param(alert.serviceId())
                        .param(Wire.mapper().writeValueAsString(alert))
                        .param(sortable(alert.ts()))
                        .update()
                == 1;
    }

    /** The newest of those that fulfil both conditions, oldest first. */
    List<JsonNode> list(@Nullable Instant since, @Nullable String serviceId, int limit) {
        return jdbc.sql(
                        """
                        SELECT seq, alert_id, body FROM (
                            SELECT seq, alert_id, body FROM alerts
                            WHERE (:service IS NULL OR service_id = :service)
                              AND (:since IS NULL OR ts >= :since)
                            ORDER BY seq DESC LIMIT :limit
                        ) ORDER BY seq
                        """)
                .param("service", serviceId)
                .param("since", since == null ? null : sortable(since))
                .param("limit", limit)
                .query((row, _) -> (JsonNode) read(row))
                .list();
    }

    private static ObjectNode read(ResultSet row) throws SQLException {
        var alert = Wire.lenient().createObjectNode();
        alert.put("alert_id", row.getString("alert_id"));
        alert.setAll((ObjectNode) Wire.lenient().readTree(row.getString("body")));
        return alert;
    }

    /** With a fixed number of digits, so that text sorts as time does. */
    private static String sortable(Instant ts) {
        return ts.getEpochSecond() + String.format(".%09d", ts.getNano());
    }

    void prune(Instant before) {
        jdbc.sql("DELETE FROM alerts WHERE ts < ? AND delivered = 1")
                .param(sortable(before))
                .update();
    }

    @Override
    public String name() {
        return "alerts";
    }

    @Override
    public List<Entry> after(long position, int limit) {
        return jdbc.sql(
                        """
                        SELECT seq, alert_id, body FROM alerts WHERE seq > ? ORDER BY seq LIMIT ?
                        """)
                .params(position, limit)
                .query((row, _) -> new Entry(row.getLong("seq"), event(row)))
                .list();
    }

    private static RawJson event(ResultSet row) throws SQLException {
        var flat = read(row);
        flat.put("event_type", EventTypes.ALERT);
        flat.put("event_id", row.getString("alert_id"));
        flat.put("source", "heartbeat_monitor");
        return new RawJson(flat.toString());
    }

    @Override
    public void delivered(long position) {
        jdbc.sql("UPDATE alerts SET delivered = 1 WHERE seq <= ? AND delivered = 0")
                .param(position)
                .update();
    }
}
