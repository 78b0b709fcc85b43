package dev.haios.registry.registration;

import dev.haios.contracts.registry.ServiceRegistration;
import dev.haios.contracts.schema.Wire;
import dev.haios.registry.catalog.ServiceRecord;
import dev.haios.registry.catalog.ServiceRows;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

@Repository
class RegistrationTable {

    /**
     * What a registration sets. The role follows it only when it differs from the role registered
     * before, so that a promotion is not undone by a restart; a wish to restart is fulfilled.
     */
    private static final String REFRESH =
            """
            name = :name, url = :url, type = :type, caps = :caps, labels = :labels,
            ctx_limit = :ctxLimit, cost_hint_usd_per_1k = :price,
            heartbeat_interval_s = :interval, ttl_s = :ttl,
            role = CASE WHEN registered_role = :role THEN role ELSE :role END,
            registered_role = :role,
            desired_state = CASE desired_state WHEN 'restart' THEN 'run' ELSE desired_state END,
            status = 'ok', silent = 0, last_heartbeat_ts = :now,
            activity = NULL, agent = NULL, run_id = NULL, progress = NULL, message = NULL,
            token_usage = NULL, resources = NULL, p95_ms = NULL, queue_depth = NULL, load = NULL
            """;

    private final JdbcClient jdbc;

    RegistrationTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<ServiceRecord> find(String serviceId) {
        return jdbc.sql("SELECT " + ServiceRows.COLUMNS + " FROM services WHERE service_id = :id")
                .param("id", serviceId)
                .query(ServiceRows::map)
                .optional();
    }

    Optional<ServiceRecord> find(String name, String url) {
        return jdbc.sql(
                        "SELECT "
                                + ServiceRows.COLUMNS
                                + " FROM services WHERE name = :name AND url = :url")
                .param("name", name)
                .param("url", url)
                .query(ServiceRows::map)
                .optional();
    }

    /** Adds a service, or refreshes the one that has this name and URL; answers its id. */
    String addOrRefresh(String newId, ServiceRegistration registration, Instant now) {
        return bind(
                        """
                        INSERT INTO services (service_id, name, url, type, role, registered_role,
                          caps, labels, ctx_limit, cost_hint_usd_per_1k, heartbeat_interval_s,
                          ttl_s, last_heartbeat_ts, registered_at)
                        VALUES (:id, :name, :url, :type, :role, :role, :caps, :labels, :ctxLimit,
                          :price, :interval, :ttl, :now, :now)
                        ON CONFLICT (name, url) DO UPDATE SET
                        """
                                + REFRESH
                                + " RETURNING service_id",
                        registration,
                        now)
                .param("id", newId)
                .query(String.class)
                .single();
    }

    /** Refreshes a service that is there, also under another name or URL. */
    void refresh(String serviceId, ServiceRegistration registration, Instant now) {
        bind("UPDATE services SET " + REFRESH + " WHERE service_id = :id", registration, now)
                .param("id", serviceId)
                .update();
    }

    long nextEpoch(String serviceId) {
        return jdbc.sql(
                        """
                        INSERT INTO epochs (service_id, epoch) VALUES (:id, 1)
                        ON CONFLICT (service_id) DO UPDATE SET epoch = epochs.epoch + 1
                        RETURNING epoch
                        """)
                .param("id", serviceId)
                .query(Long.class)
                .single();
    }

    ServiceRecord stamp(String serviceId, long epoch, long revision) {
        return jdbc.sql(
                        """
                        UPDATE services SET epoch = :epoch, revision = :revision
                        WHERE service_id = :id RETURNING
                        """
                                + ServiceRows.COLUMNS)
                .param("epoch", epoch)
                .param("revision", revision)
                .param("id", serviceId)
                .query(ServiceRows::map)
                .single();
    }

    Optional<ServiceRecord> remove(String serviceId) {
        return jdbc.sql(
                        "DELETE FROM services WHERE service_id = :id RETURNING "
                                + ServiceRows.COLUMNS)
                .param("id", serviceId)
                .query(ServiceRows::map)
                .optional();
    }

    private StatementSpec bind(String sql, ServiceRegistration registration, Instant now) {
        var price = registration.usdPer1k();
        return jdbc.sql(sql)
                .param("name", registration.name())
                .param("url", registration.url())
                .param("type", Wire.word(registration.type()))
                .param("role", Wire.word(registration.role()))
                .param("caps", Wire.mapper().writeValueAsString(registration.caps()))
                .param("labels", Wire.mapper().writeValueAsString(registration.labels()))
                .param("ctxLimit", registration.ctxLimit())
                .param("price", price == null ? null : price.doubleValue())
                .param("interval", registration.heartbeatInterval().toSeconds())
                .param("ttl", registration.ttl().toSeconds())
                .param("now", now.toString());
    }
}
