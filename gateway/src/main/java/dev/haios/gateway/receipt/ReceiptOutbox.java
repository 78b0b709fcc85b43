package dev.haios.gateway.receipt;

import dev.haios.contracts.event.Event;
import dev.haios.contracts.event.EventTypes;
import dev.haios.contracts.schema.Wire;
import dev.haios.kit.events.OutboxSource;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The receipts as durable events: the chain itself is the outbox, open receipts left out. */
@Component
class ReceiptOutbox implements OutboxSource {

    private final JdbcClient jdbc;

    ReceiptOutbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "receipts";
    }

    @Override
    public List<Entry> after(long position, int limit) {
        return jdbc
                .sql(
                        """
                        SELECT seq, receipt_id, status, file, prev_hash, hash, body FROM receipt
                        WHERE seq > ? AND status <> 'open' ORDER BY seq LIMIT ?
                        """)
                .param(position)
                .param(limit)
                .query((row, _) -> ReceiptTable.stored(row))
                .list()
                .stream()
                .map(row -> new Entry(row.seq(), event(row)))
                .toList();
    }

    private static Event event(StoredReceipt row) {
        var all = (ObjectNode) Wire.mapper().readTree(row.text().body());
        all.put("event_type", EventTypes.ROUTING_RECEIPT);
        // A receipt ends once, so its id also names its event.
        all.put("event_id", row.receiptId());
        all.put("source", "gateway");
        all.put("hash", row.text().hash());
        return Wire.mapper().treeToValue(all, Event.class);
    }
}
