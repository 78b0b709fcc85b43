package dev.haios.gateway.receipt;

import dev.haios.contracts.receipt.ChainEnd;
import dev.haios.contracts.receipt.ReceiptStatus;
import dev.haios.contracts.receipt.RoutingReceipt;
import dev.haios.contracts.schema.RawJson;
import dev.haios.contracts.schema.Wire;
import dev.haios.gateway.seal.HeadSeal;
import dev.haios.kit.events.EventPublisher;
import dev.haios.kit.store.Store;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.UncheckedIOException;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * Adds to the chain. When {@link #add} returns, the receipt is on disk, its file is in place, and
 * its event will reach the event stream. Thread-safe.
 */
@Component
public class ReceiptLog {

    private final Store store;
    private final ReceiptTable table;
    private final ReceiptFiles files;
    private final MissingFiles missing;
    private final HeadSeal seal;
    private final EventPublisher events;
    private final Clock clock;
    private final Counter written;

    ReceiptLog(
            Store store,
            ReceiptTable table,
            ReceiptFiles files,
            MissingFiles missing,
            HeadSeal seal,
            EventPublisher events,
            Clock clock,
            MeterRegistry meters) {
        this.store = store;
        this.table = table;
        this.files = files;
        this.missing = missing;
        this.seal = seal;
        this.events = events;
        this.clock = clock;
        this.written =
                Counter.builder("haios_receipts_total")
                        .description("Receipts added to the chain")
                        .register(meters);
    }

    /**
     * Adds a receipt, or the end of one that is open.
     *
     * @param receipt without a place in the chain
     * @return the receipt with its place in the chain and its hash
     * @throws dev.haios.kit.store.StoreUnavailableException nothing was added
     */
    public RawJson add(RoutingReceipt receipt) {
        return add(receipt, () -> {});
    }

    /**
     * As {@link #add(RoutingReceipt)}.
     *
     * @param alongside runs in the same unit of the store: both are kept, or neither is
     */
    public RawJson add(RoutingReceipt receipt, Runnable alongside) {
        var unplaced = Wire.mapper().writeValueAsString(receipt);
        var row =
                store.write(
                        () -> {
                            alongside.run();
                            return append(receipt, unplaced);
                        },
                        added -> seal.moved(new ChainEnd(added.seq(), added.text().hash())));
        written.increment();
        write(row);
        if (receipt.status() != ReceiptStatus.OPEN) {
            events.announce();
        }
        return new RawJson(row.text().whole());
    }

    /**
     * Refuses what could not get its receipt.
     *
     * @throws dev.haios.kit.store.StoreUnavailableException the store is failing
     */
    public void requireWritable() {
        store.requireWritable();
    }

    /**
     * The signed end wins over the store's own where it is further: a store that was cut back, or
     * replaced by an older copy, then shows a gap for ever instead of two receipts with one number.
     */
    private StoredReceipt append(RoutingReceipt receipt, String unplaced) {
        var id = receipt.receiptId();
        var place = table.place(id, firstOfRun(receipt));
        var own = place.end();
        var end = seal.signedEnd().filter(signed -> signed.seq() > own.seq()).orElse(own);
        boolean opens = receipt.status() == ReceiptStatus.OPEN;
        var row =
                new StoredReceipt(
                        end.seq() + 1,
                        id,
                        opens,
                        file(receipt, place),
                        ReceiptText.behind(end, unplaced));
        table.insert(receipt, row, clock.millis());
        if (opens) {
            table.opened(id, row.seq());
        } else if (place.openedFile() != null) {
            table.closed(id);
        }
        return row;
    }

    private static String file(RoutingReceipt receipt, ReceiptTable.Place place) {
        if (place.openedFile() != null) {
            return place.openedFile();
        }
        return place.fileIsTaken()
                ? receipt.runId() + "." + receipt.receiptId() + ".json"
                : firstOfRun(receipt);
    }

    private static String firstOfRun(RoutingReceipt receipt) {
        return receipt.runId() + ".json";
    }

    private void write(StoredReceipt row) {
        try {
            files.write(row);
        } catch (UncheckedIOException e) {
            // The receipt itself is safe; its file is written as soon as that can be done.
            missing.lacks(row, e);
        }
    }
}
