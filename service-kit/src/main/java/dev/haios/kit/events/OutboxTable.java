package dev.haios.kit.events;

import dev.haios.contracts.event.Event;
import dev.haios.contracts.schema.RawJson;
import dev.haios.contracts.schema.Wire;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The kit's own outbox: events wait here from the commit of their change until delivery. */
final class OutboxTable implements OutboxSource {

    private final JdbcClient jdbc;

    OutboxTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Must run inside the unit of work whose change the event describes. */
    void add(Event event) {
        jdbc.sql("INSERT INTO outbox (body) VALUES (?)")
                .param(Wire.mapper().writeValueAsString(event))
                .update();
    }

    @Override
    public String name() {
        return "outbox";
    }

    @Override
    public List<Entry> after(long position, int limit) {
        return jdbc.sql(
                        "SELECT position, body FROM outbox WHERE position > ? ORDER BY position LIMIT ?")
                .param(position)
                .param(limit)
                .query((row, index) ->
                        new Entry(row.getLong("position"), new RawJson(row.getString("body"))))
                .list();
    }

    @Override
    public void delivered(long position) {
        jdbc.sql("DELETE FROM outbox WHERE position <= ?").param(position).update();
    }
}
