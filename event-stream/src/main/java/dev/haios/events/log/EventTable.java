package dev.haios.events.log;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the log. Every method runs inside a unit or query of the store. */
@Repository
class EventTable {

    /** Rows of one INSERT: enough to make its parsing cheap, far below the limit on parameters. */
    private static final int ROWS_PER_INSERT = 64;

    private final JdbcClient jdbc;

    EventTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes the head of a new log; an existing one keeps its epoch, which is returned. */
    long epoch(long ifNew) {
        jdbc.sql(
                        """
                        INSERT INTO log_head (id, epoch, last_seq) VALUES (1, ?, 0)
                        ON CONFLICT (id) DO NOTHING
                        """)
                .param(ifNew)
                .update();
        return jdbc.sql("SELECT epoch FROM log_head WHERE id = 1").query(Long.class).single();
    }

    long lastSeq() {
        return jdbc.sql("SELECT last_seq FROM log_head WHERE id = 1").query(Long.class).single();
    }

    /** The smallest number still kept; the next one to be given out when there is none. */
    long oldestSeq() {
        return jdbc.sql("SELECT coalesce(min(seq), ?) FROM event")
                .param(lastSeq() + 1)
                .query(Long.class)
                .single();
    }

    Appended append(List<NewEvent> events, long epoch, long nowMs) {
        var seqById = known(events);
        long seq = lastSeq();
        var fresh = new LinkedHashMap<Long, NewEvent>();
        for (var event : events) {
            if (!seqById.containsKey(event.eventId())) {
                seq++;
                seqById.put(event.eventId(), seq);
                fresh.put(seq, event);
            }
        }
        insert(fresh, nowMs);
        if (!fresh.isEmpty()) {
            jdbc.sql("UPDATE log_head SET last_seq = ? WHERE id = 1").param(seq).update();
        }
        var stored = new ArrayList<StoredEvent>(fresh.size());
        fresh.forEach((number, event) -> stored.add(StoredEvent.of(epoch, number, nowMs, event)));
        return new Appended(
                events.stream().map(event -> seqById.get(event.eventId())).toList(), stored, seq);
    }

    private Map<String, Long> known(List<NewEvent> events) {
        var found = new HashMap<String, Long>();
        jdbc.sql("SELECT event_id, seq FROM event WHERE event_id IN (:ids)")
                .param("ids", events.stream().map(NewEvent::eventId).toList())
                .query(row -> {
                    found.put(row.getString("event_id"), row.getLong("seq"));
                });
        return found;
    }

    private void insert(Map<Long, NewEvent> events, long nowMs) {
        var values = new ArrayList<@Nullable Object>();
        int rows = 0;
        for (var entry : events.entrySet()) {
            var event = entry.getValue();
            Collections.addAll(
                    values,
                    entry.getKey(),
                    event.eventId(),
                    event.eventType(),
                    event.agent(),
                    event.runId(),
                    nowMs,
                    event.body());
            rows++;
            if (rows == ROWS_PER_INSERT) {
                insertRows(rows, values);
                rows = 0;
                values.clear();
            }
        }
        if (rows > 0) {
            insertRows(rows, values);
        }
    }

    private void insertRows(int rows, List<@Nullable Object> values) {
        jdbc.sql(
                        """
                        INSERT INTO event
                            (seq, event_id, event_type, agent, run_id, stored_at_ms, body)
                        VALUES %s
                        """
                                .formatted(
                                        String.join(
                                                ",", Collections.nCopies(rows, "(?,?,?,?,?,?,?)"))))
                .params(values)
                .update();
    }

    /**
     * Wanted events numbered above {@code from} up to {@code to}: at most {@code limit}, and no
     * further one when those read have {@code maxChars} together.
     */
    List<StoredEvent> range(
            long from, long to, Filter filter, Order order, int limit, int maxChars, long epoch) {
        return where(
                        """
                        SELECT seq, event_type, agent, run_id, stored_at_ms, body FROM event
                        """,
                        from,
                        to,
                        filter,
                        order.sql)
                .param("limit", limit)
                .query(rows -> {
                    var events = new ArrayList<StoredEvent>();
                    for (int chars = 0; chars < maxChars && rows.next(); ) {
                        var event = event(rows, epoch);
                        events.add(event);
                        chars += event.json().length();
                    }
                    return events;
                });
    }

    private static StoredEvent event(ResultSet row, long epoch) throws SQLException {
        long seq = row.getLong("seq");
        return new StoredEvent(
                seq,
                row.getString("event_type"),
                row.getString("agent"),
                row.getString("run_id"),
                row.getLong("stored_at_ms"),
                StoredEvent.numbered(epoch, seq, row.getString("body")));
    }

    /** Which end of a range comes first. */
    enum Order {
        ASCENDING("ORDER BY seq LIMIT :limit"),
        DESCENDING("ORDER BY seq DESC LIMIT :limit");

        private final String sql;

        Order(String sql) {
            this.sql = sql;
        }
    }

    /** How many wanted events are numbered above {@code from} up to {@code to}. */
    long count(long from, long to, Filter filter) {
        return where("SELECT count(*) FROM event ", from, to, filter, "")
                .query(Long.class)
                .single();
    }

    private JdbcClient.StatementSpec where(
            String select, long from, long to, Filter filter, String order) {
        var sql = new StringBuilder(select).append("WHERE seq > :from AND seq <= :to");
        var parameters = new HashMap<String, Object>();
        parameters.put("from", from);
        parameters.put("to", to);
        if (!filter.types().isEmpty()) {
            sql.append(" AND event_type IN (:types)");
            parameters.put("types", filter.types());
        }
        if (!filter.agents().isEmpty()) {
            sql.append(" AND agent IN (:agents)");
            parameters.put("agents", filter.agents());
        }
        if (!filter.runIds().isEmpty()) {
            sql.append(" AND run_id IN (:run_ids)");
            parameters.put("run_ids", filter.runIds());
        }
        return jdbc.sql(sql.append(' ').append(order).toString()).params(parameters);
    }

    /**
     * Forgets what was stored before the given time among the oldest {@code step} events.
     *
     * @return how many were forgotten
     */
    int prune(long beforeMs, int step) {
        return jdbc.sql(
                        """
                        DELETE FROM event WHERE seq IN (
                            SELECT seq FROM (
                                SELECT seq, stored_at_ms FROM event ORDER BY seq LIMIT ?) AS oldest
                            WHERE stored_at_ms < ?)
                        """)
                .params(step, beforeMs)
                .update();
    }
}
