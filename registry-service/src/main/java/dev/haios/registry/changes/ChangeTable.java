package dev.haios.registry.changes;

import dev.haios.contracts.registry.RegisteredService;
import dev.haios.contracts.registry.RegistryChange;
import dev.haios.contracts.registry.RegistryChangeKind;
import dev.haios.contracts.schema.Wire;
import dev.haios.registry.catalog.ServiceRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ChangeTable {

    private final JdbcClient jdbc;

    ChangeTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A change as it was stored, with everything the event stream is told. */
    record Row(RegistryChange change, Detail detail, @Nullable String traceId) {}

    /** Units run one after another, so this is the next revision until the unit ends. */
    long nextRevision() {
        return latest() + 1;
    }

    long latest() {
        return jdbc.sql("SELECT coalesce(max(revision), 0) FROM changes")
                .query(Long.class)
                .single();
    }

    /** The oldest revision that can be replayed; one more than the latest when there is none. */
    long oldest() {
        return jdbc.sql("SELECT coalesce(min(revision), 1) FROM changes")
                .query(Long.class)
                .single();
    }

    void add(long revision, RegistryChange change, Detail detail, @Nullable String traceId) {
        jdbc.sql(
                        """
                        INSERT INTO changes (revision, kind, service_id, service, detail, trace_id, ts)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(revision)
                .param(Wire.word(change.kind()))
                .param(change.service().serviceId())
                .param(Wire.mapper().writeValueAsString(change.service()))
                .param(Wire.mapper().writeValueAsString(detail))
                .param(traceId)
                .param(change.ts().toString())
                .update();
    }

    List<Row> behind(long revision, int limit) {
        return jdbc.sql(
                        """
                        SELECT revision, kind, service, detail, trace_id, ts FROM changes
                        WHERE revision > :revision ORDER BY revision LIMIT :limit
                        """)
                .param("revision", revision)
                .param("limit", limit)
                .query(ChangeTable::row)
                .list();
    }

    List<Row> behind(long revision, int limit, Collection<RegistryChangeKind> kinds) {
        return jdbc.sql(
                        """
                        SELECT revision, kind, service, detail, trace_id, ts FROM changes
                        WHERE revision > :revision AND kind IN (:kinds)
                        ORDER BY revision LIMIT :limit
                        """)
                .param("revision", revision)
                .param("kinds", kinds.stream().map(Wire::word).toList())
                .param("limit", limit)
                .query(ChangeTable::row)
                .list();
    }

    /** The latest change always stays, so that revisions never begin anew. */
    int dropBelow(long revision) {
        return jdbc.sql(
                        """
                        DELETE FROM changes
                        WHERE revision < ? AND revision < (SELECT max(revision) FROM changes)
                        """)
                .param(revision)
                .update();
    }

    /** Names this log; made once, when the first registry on this store starts. */
    long epoch(Instant firstStart) {
        jdbc.sql("INSERT INTO change_log (id, epoch) VALUES (1, ?) ON CONFLICT (id) DO NOTHING")
                .param(firstStart.toEpochMilli())
                .update();
        return jdbc.sql("SELECT epoch FROM change_log WHERE id = 1").query(Long.class).single();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                new RegistryChange(
                        row.getLong("revision"),
                        ServiceRows.constant(RegistryChangeKind.class, row.getString("kind")),
                        Wire.lenient().readValue(row.getString("service"), RegisteredService.class),
                        Instant.parse(row.getString("ts"))),
                Wire.lenient().readValue(row.getString("detail"), Detail.class),
                row.getString("trace_id"));
    }
}
