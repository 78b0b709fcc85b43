package dev.haios.registry.eviction;

import dev.haios.contracts.eviction.Eviction;
import dev.haios.contracts.eviction.EvictionAction;
import dev.haios.contracts.eviction.EvictionOutcome;
import dev.haios.contracts.eviction.EvictionReply;
import dev.haios.contracts.schema.Wire;
import dev.haios.registry.catalog.ServiceRecord;
import dev.haios.registry.catalog.ServiceRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class EvictionTable {

    /** Forgotten at most with each one kept: more than come in, and no unit grows long. */
    private static final int FORGET_AT_ONCE = 100;

    private final JdbcClient jdbc;
    private final EvictionSettings settings;

    EvictionTable(JdbcClient jdbc, EvictionSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** One eviction that was done. */
    record Done(EvictionAction action, EvictionReply reply) {}

    /** What was done to the service in the silence that began with this heartbeat. */
    List<Done> inSilence(String serviceId, Instant lastHeartbeat) {
        return jdbc.sql(
                        """
                        SELECT transition_id, service_id, service_name, epoch, action, missed_beats
                        FROM evictions WHERE service_id = ? AND last_heartbeat_ts = ?
                        ORDER BY epoch DESC
                        """)
                .param(serviceId)
                .param(lastHeartbeat.toString())
                .query(EvictionTable::done)
                .list();
    }

    Optional<ServiceRecord> find(String serviceId) {
        return jdbc.sql("SELECT " + ServiceRows.COLUMNS + " FROM services WHERE service_id = :id")
                .param("id", serviceId)
                .query(ServiceRows::map)
                .optional();
    }

    /** Empty when a beat or a registration came first. */
    Optional<ServiceRecord> markDown(Eviction eviction, long epoch, long revision) {
        return jdbc.sql(
                        """
                        UPDATE services SET status = 'down', silent = 1, revision = :revision
                        WHERE service_id = :id AND epoch = :epoch AND last_heartbeat_ts = :heard
                        RETURNING
                        """
                                + ServiceRows.COLUMNS)
                .param("revision", revision)
                .param("id", eviction.serviceId())
                .param("epoch", epoch)
                .param("heard", eviction.expectedLastHeartbeatTs().toString())
                .query(ServiceRows::map)
                .optional();
    }

    /** Empty when a beat or a registration came first. */
    Optional<ServiceRecord> remove(Eviction eviction, long epoch) {
        return jdbc.sql(
                        """
                        DELETE FROM services
                        WHERE service_id = :id AND epoch = :epoch AND last_heartbeat_ts = :heard
                        RETURNING
                        """
                                + ServiceRows.COLUMNS)
                .param("id", eviction.serviceId())
                .param("epoch", epoch)
                .param("heard", eviction.expectedLastHeartbeatTs().toString())
                .query(ServiceRows::map)
                .optional();
    }

    /** Keeps one eviction, and forgets some of those whose time is over. */
    void keep(EvictionReply reply, Eviction eviction, Instant now) {
        jdbc.sql(
                        """
                        INSERT INTO evictions (transition_id, service_id, service_name, epoch,
                          last_heartbeat_ts, action, missed_beats, ts)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(reply.transitionId())
                .param(reply.serviceId())
                .param(reply.serviceName())
                .param(reply.epoch())
                .param(eviction.expectedLastHeartbeatTs().toString())
                .param(Wire.word(eviction.action()))
                .param(reply.missedBeats())
                .param(now.toString())
                .update();
        forgetBefore(now.minus(settings.keep()));
    }

    private void forgetBefore(Instant time) {
        jdbc.sql(
                        """
                        DELETE FROM evictions WHERE transition_id IN (
                          SELECT transition_id FROM evictions WHERE ts < ? ORDER BY ts LIMIT ?)
                        """)
                .param(time.toString())
                .param(FORGET_AT_ONCE)
                .update();
    }

    private static Done done(ResultSet row, int number) throws SQLException {
        return new Done(
                ServiceRows.constant(EvictionAction.class, row.getString("action")),
                new EvictionReply(
                        EvictionOutcome.EVICTED,
                        row.getString("transition_id"),
                        row.getString("service_id"),
                        row.getString("service_name"),
                        row.getInt("missed_beats"),
                        row.getLong("epoch")));
    }
}
