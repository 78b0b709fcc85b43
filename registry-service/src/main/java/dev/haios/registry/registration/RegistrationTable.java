package dev.haios.registry.registration;

import dev.haios.contracts.registry.ServiceRegistration;
import dev.haios.contracts.registry.ServiceRole;
import dev.haios.contracts.schema.Wire;
import dev.haios.registry.catalog.ServiceRecord;
import dev.haios.registry.catalog.ServiceRows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
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
            token_usage = NULL, resources = NULL, p95_ms = NULL, queue_depth = NULL, load = NULL,
            epoch = :epoch, revision = :revision
            """;

    private final JdbcClient jdbc;

    RegistrationTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A service that a registration may mean. */
    record Known(String id, ServiceRole role, ServiceRole registeredRole) {

        /** Whether it leaves its present role when it registers with this one. */
        boolean isMovedBy(ServiceRole registering) {
            return registering != registeredRole && registering != role;
        }
    }

    /** The one of this id, if it is given, and the one of this name and URL; or both in one. */
    List<Known> known(@Nullable String serviceId, String name, String url) {
        return jdbc.sql(
                        """
                        SELECT service_id, role, registered_role FROM services
                        WHERE service_id = ? OR (name = ? AND url = ?)
                        """)
                .param(serviceId)
                .param(name)
                .param(url)
                .query((row, number) ->
                        new Known(
                                row.getString("service_id"),
                                ServiceRows.constant(ServiceRole.class, row.getString("role")),
                                ServiceRows.constant(
                                        ServiceRole.class, row.getString("registered_role"))))
                .list();
    }

    ServiceRecord find(String serviceId) {
        return jdbc.sql("SELECT " + ServiceRows.COLUMNS + " FROM services WHERE service_id = :id")
                .param("id", serviceId)
                .query(ServiceRows::map)
                .single();
    }

    /** Adds a service that is not known. */
    ServiceRecord add(
            String newId,
            ServiceRegistration registration,
            Instant now,
            long epoch,
            long revision) {
        return bind(
                """
                INSERT INTO services (service_id, name, url, type, role, registered_role,
                  caps, labels, ctx_limit, cost_hint_usd_per_1k, heartbeat_interval_s,
                  ttl_s, last_heartbeat_ts, registered_at, epoch, revision)
                VALUES (:id, :name, :url, :type, :role, :role, :caps, :labels, :ctxLimit,
                  :price, :interval, :ttl, :now, :now, :epoch, :revision)
                RETURNING
                """
                        + ServiceRows.COLUMNS,
                newId,
                registration,
                now,
                epoch,
                revision);
    }

    /** Refreshes a service that is there, also under another name or URL. */
    ServiceRecord refresh(
            String serviceId,
            ServiceRegistration registration,
            Instant now,
            long epoch,
            long revision) {
        return bind(
                "UPDATE services SET "
                        + REFRESH
                        + " WHERE service_id = :id RETURNING "
                        + ServiceRows.COLUMNS,
                serviceId,
                registration,
                now,
                epoch,
                revision);
    }

    long nextEpoch(String serviceId) {
        return jdbc.sql(
                        """
                        INSERT INTO epochs (service_id, epoch)
                        SELECT :id, epoch + 1 FROM epoch_floor WHERE id = 1
                        ON CONFLICT (service_id) DO UPDATE
                        SET epoch = epochs.epoch + 1, gone_ms = NULL
                        RETURNING epoch
                        """)
                .param("id", serviceId)
                .query(Long.class)
                .single();
    }

    ServiceRecord stamp(String serviceId, long revision) {
        return jdbc.sql(
                        "UPDATE services SET revision = :revision WHERE service_id = :id RETURNING "
                                + ServiceRows.COLUMNS)
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

    private ServiceRecord bind(
            String sql,
            String serviceId,
            ServiceRegistration registration,
            Instant now,
            long epoch,
            long revision) {
        var price = registration.usdPer1k();
        return jdbc.sql(sql)
                .param("id", serviceId)
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
                .param("now", now.toString())
                .param("epoch", epoch)
                .param("revision", revision)
                .query(ServiceRows::map)
                .single();
    }
}
