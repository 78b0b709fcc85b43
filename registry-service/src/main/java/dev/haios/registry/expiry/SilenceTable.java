package dev.haios.registry.expiry;

import dev.haios.registry.catalog.ServiceRecord;
import dev.haios.registry.catalog.ServiceRows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SilenceTable {

    private final JdbcClient jdbc;

    SilenceTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Null when the service was heard, registered anew or went in the meantime. */
    @Nullable ServiceRecord silence(ServiceRecord known, long revision) {
        return jdbc.sql(
                        """
                        UPDATE services SET silent = 1, revision = :revision
                        WHERE service_id = :id AND epoch = :epoch
                          AND last_heartbeat_ts = :heard AND silent = 0
                        RETURNING
                        """
                                + ServiceRows.COLUMNS)
                .param("revision", revision)
                .param("id", known.id())
                .param("epoch", known.standing().epoch())
                .param("heard", known.standing().lastHeartbeat().toString())
                .query(ServiceRows::map)
                .optional()
                .orElse(null);
    }
}
