package dev.haios.router.matrix;

import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps the last accepted matrix across restarts. */
@Repository
class AcceptedMatrices {

    private final JdbcClient jdbc;

    AcceptedMatrices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Kept(String version, String body) {}

    void keep(String version, String body, Instant at) {
        jdbc.sql(
                        """
                        INSERT INTO accepted_matrix (id, version, body, accepted_at)
                        VALUES (1, ?, ?, ?)
                        ON CONFLICT (id) DO UPDATE SET version = excluded.version,
                            body = excluded.body, accepted_at = excluded.accepted_at
                        """)
                .params(version, body, at.toString())
                .update();
    }

    Optional<Kept> last() {
        return jdbc.sql("SELECT version, body FROM accepted_matrix WHERE id = 1")
                .query(Kept.class)
                .optional();
    }
}
