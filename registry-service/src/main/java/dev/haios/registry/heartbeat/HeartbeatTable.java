package dev.haios.registry.heartbeat;

import dev.haios.contracts.heartbeat.Activity;
import dev.haios.contracts.heartbeat.DesiredState;
import dev.haios.contracts.heartbeat.ServiceHeartbeat;
import dev.haios.contracts.schema.Wire;
import dev.haios.registry.catalog.ServiceRecord;
import dev.haios.registry.catalog.ServiceRows;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

@Repository
class HeartbeatTable {

    private static final String REPORT =
            """
            last_heartbeat_ts = :now, status = :status, activity = :activity, agent = :agent,
            run_id = :runId, progress = :progress, message = :message, token_usage = :tokens,
            resources = :resources, p95_ms = :p95, queue_depth = :queue, load = :load
            """;

    private final JdbcClient jdbc;

    HeartbeatTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The common beat in one statement: it succeeds only if the service is known and already has
     * the health and activity that the beat reports. So it need not set them, which spares the
     * index of healths a write; and as the hottest statement of all it has no names to look up.
     */
    Optional<DesiredState> beatQuietly(ServiceHeartbeat beat, Instant now) {
        return jdbc.sql(
                        """
                        UPDATE services SET last_heartbeat_ts = ?, agent = ?, run_id = ?,
                          progress = ?, message = ?, token_usage = ?, resources = ?, p95_ms = ?,
                          queue_depth = ?, load = ?
                        WHERE service_id = ? AND silent = 0 AND status = ?
                          AND activity IS NOT DISTINCT FROM ?
                        RETURNING desired_state
                        """)
                .param(now.toString())
                .param(beat.agent())
                .param(beat.runId())
                .param(beat.progress())
                .param(beat.message())
                .param(json(beat.tokenUsage()))
                .param(json(beat.resources()))
                .param(beat.p95Ms())
                .param(beat.queueDepth())
                .param(beat.load())
                .param(beat.serviceId())
                .param(Wire.word(beat.health()))
                .param(word(beat.activity()))
                .query((row, number) ->
                        ServiceRows.constant(DesiredState.class, row.getString("desired_state")))
                .optional();
    }

    /** Any other beat; empty when nobody has this id. */
    Optional<ServiceRecord> beat(ServiceHeartbeat beat, Instant now, long revision) {
        return bind(
                        "UPDATE services SET "
                                + REPORT
                                + ", silent = 0, revision = :revision WHERE service_id = :id"
                                + " RETURNING "
                                + ServiceRows.COLUMNS,
                        beat,
                        now)
                .param("revision", revision)
                .query(ServiceRows::map)
                .optional();
    }

    private StatementSpec bind(String sql, ServiceHeartbeat beat, Instant now) {
        return jdbc.sql(sql)
                .param("id", beat.serviceId())
                .param("now", now.toString())
                .param("status", Wire.word(beat.health()))
                .param("activity", word(beat.activity()))
                .param("agent", beat.agent())
                .param("runId", beat.runId())
                .param("progress", beat.progress())
                .param("message", beat.message())
                .param("tokens", json(beat.tokenUsage()))
                .param("resources", json(beat.resources()))
                .param("p95", beat.p95Ms())
                .param("queue", beat.queueDepth())
                .param("load", beat.load());
    }

    private static @Nullable String word(@Nullable Activity activity) {
        return activity == null ? null : Wire.word(activity);
    }

    private static @Nullable String json(@Nullable Object value) {
        return value == null ? null : Wire.mapper().writeValueAsString(value);
    }
}
