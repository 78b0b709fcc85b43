package dev.haios.registry.promotion;

import dev.haios.contracts.registry.RegisteredService;
import dev.haios.contracts.registry.ServiceRole;
import dev.haios.contracts.schema.Wire;
import dev.haios.registry.catalog.ServiceRecord;
import dev.haios.registry.catalog.ServiceRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class RoleTable {

    private final JdbcClient jdbc;

    RoleTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One change of role.
     *
     * @param evidence the service as it stood when it was decided
     */
    record Step(
            long revision,
            ServiceRole fromRole,
            ServiceRole toRole,
            @Nullable String reason,
            String changedBy,
            Instant ts,
            @Nullable String traceId,
            RegisteredService evidence) {}

    Optional<ServiceRecord> find(String serviceId) {
        return jdbc.sql("SELECT " + ServiceRows.COLUMNS + " FROM services WHERE service_id = :id")
                .param("id", serviceId)
                .query(ServiceRows::map)
                .optional();
    }

    List<ServiceRecord> named(String name) {
        return jdbc.sql(
                        "SELECT "
                                + ServiceRows.COLUMNS
                                + " FROM services WHERE name = :name ORDER BY service_id")
                .param("name", name)
                .query(ServiceRows::map)
                .list();
    }

    /** Empty when the service no longer has the role to change from. */
    Optional<ServiceRecord> change(
            String serviceId, ServiceRole from, ServiceRole to, long revision) {
        return jdbc.sql(
                        """
                        UPDATE services SET role = :to, revision = :revision
                        WHERE service_id = :id AND role = :from RETURNING
                        """
                                + ServiceRows.COLUMNS)
                .param("to", Wire.word(to))
                .param("revision", revision)
                .param("id", serviceId)
                .param("from", Wire.word(from))
                .query(ServiceRows::map)
                .optional();
    }

    /** Oldest first; also of services that are gone. */
    List<Step> history(String serviceId) {
        return jdbc.sql(
                        """
                        SELECT revision, from_role, to_role, reason, changed_by, ts, trace_id,
                          evidence
                        FROM role_history WHERE service_id = ? ORDER BY revision
                        """)
                .param(serviceId)
                .query(RoleTable::step)
                .list();
    }

    private static Step step(ResultSet row, int number) throws SQLException {
        return new Step(
                row.getLong("revision"),
                ServiceRows.constant(ServiceRole.class, row.getString("from_role")),
                ServiceRows.constant(ServiceRole.class, row.getString("to_role")),
                row.getString("reason"),
                row.getString("changed_by"),
                Instant.parse(row.getString("ts")),
                row.getString("trace_id"),
                Wire.lenient().readValue(row.getString("evidence"), RegisteredService.class));
    }
}
