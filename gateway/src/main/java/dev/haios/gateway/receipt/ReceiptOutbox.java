package dev.haios.gateway.receipt;

import dev.haios.contracts.event.EventTypes;
import dev.haios.kit.events.OutboxSource;
import java.util.List;
import org.springframework.stereotype.Component;

/** The receipts as durable events: the chain itself is the outbox, open receipts left out. */
@Component
class ReceiptOutbox implements OutboxSource {

    private final ReceiptTable table;

    ReceiptOutbox(ReceiptTable table) {
        this.table = table;
    }

    @Override
    public String name() {
        return "receipts";
    }

    @Override
    public List<Entry> after(long position, int limit) {
        return table.ended(position, limit).stream()
                // A receipt ends once, so its id also names its event.
                .map(row ->
                        new Entry(
                                row.seq(),
                                row.text()
                                        .event(
                                                EventTypes.ROUTING_RECEIPT,
                                                row.receiptId(),
                                                "gateway")))
                .toList();
    }
}
