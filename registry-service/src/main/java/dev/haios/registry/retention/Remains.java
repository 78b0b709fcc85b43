package dev.haios.registry.retention;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What services leave behind. */
@Repository
class Remains {

    private final JdbcClient jdbc;

    Remains(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Changes of role from before this time, the oldest ones. */
    List<Long> rolesBefore(Instant time, int most) {
        return jdbc.sql("SELECT revision FROM role_history WHERE ts < ? ORDER BY ts LIMIT ?")
                .param(time.toString())
                .param(most)
                .query((row, _) -> row.getLong("revision"))
                .list();
    }

    void forgetRoles(List<Long> revisions) {
        jdbc.sql("DELETE FROM role_history WHERE revision IN (:revisions)")
                .param("revisions", revisions)
                .update();
    }

    /** Services that are gone, which nobody has noted yet. */
    List<String> gone(int most) {
        return jdbc.sql(
                        """
                        SELECT service_id FROM epochs
                        WHERE gone_ms IS NULL AND service_id NOT IN
                          (SELECT service_id FROM services)
                        LIMIT ?
                        """)
                .param(most)
                .query((row, _) -> row.getString("service_id"))
                .list();
    }

    /** Except those that came back since they were found. */
    void noteGone(List<String> serviceIds, Instant now) {
        jdbc.sql(
                        """
                        UPDATE epochs SET gone_ms = :now
                        WHERE service_id IN (:ids) AND service_id NOT IN
                          (SELECT service_id FROM services WHERE service_id IN (:ids))
                        """)
                .param("now", now.toEpochMilli())
                .param("ids", serviceIds)
                .update();
    }

    /** Services that were noted as gone before this time. */
    List<String> goneBefore(Instant time, int most) {
        return jdbc.sql("SELECT service_id FROM epochs WHERE gone_ms < ? LIMIT ?")
                .param(time.toEpochMilli())
                .param(most)
                .query((row, _) -> row.getString("service_id"))
                .list();
    }

    /**
     * Except of those that came back since they were found. What is forgotten is lower than every
     * epoch given out afterwards: a holder from before stays fenced out.
     */
    void forgetEpochs(List<String> serviceIds, Instant before) {
        jdbc.sql(
                        """
                        UPDATE epoch_floor SET epoch = max(epoch, (
                          SELECT coalesce(max(epoch), 0) FROM epochs
                          WHERE service_id IN (:ids) AND gone_ms < :before))
                        """)
                .param("ids", serviceIds)
                .param("before", before.toEpochMilli())
                .update();
        jdbc.sql("DELETE FROM epochs WHERE service_id IN (:ids) AND gone_ms < :before")
                .param("ids", serviceIds)
                .param("before", before.toEpochMilli())
                .update();
    }
}
