package dev.haios.gateway.receipt;

import dev.haios.kit.store.Store;
import dev.haios.kit.surface.HealthSource;
import java.io.UncheckedIOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Receipts whose files could not be written, because the disk was full or the folder read-only:
 * tried again until they are there. Only where they begin is remembered, so that any number of them
 * costs nothing; a restart finds them by {@link ReceiptRepair}. Thread-safe.
 */
@Component
class MissingFiles implements HealthSource {

    private static final Logger LOG = LoggerFactory.getLogger(MissingFiles.class);
    private static final int PAGE = 500;
    private static final long NONE = Long.MAX_VALUE;

    private final Store store;
    private final ReceiptTable table;
    private final ReceiptFiles files;
    private long first = NONE;

    MissingFiles(Store store, ReceiptTable table, ReceiptFiles files) {
        this.store = store;
        this.table = table;
        this.files = files;
    }

    synchronized void lacks(StoredReceipt row, UncheckedIOException e) {
        if (first == NONE) {
            LOG.error("receipt files wait until they can be written again", e);
        }
        first = Math.min(first, row.seq());
    }

    /** Whether any is missing that this process knows of. */
    synchronized boolean any() {
        return first != NONE;
    }

    @Scheduled(
            initialDelayString = "${haios.gateway.receipts.file-retry}",
            fixedDelayString = "${haios.gateway.receipts.file-retry}")
    void retry() {
        long from = take();
        if (from == NONE) {
            return;
        }
        long next = from;
        try {
            int written = 0;
            var page = page(next);
            while (!page.isEmpty()) {
                for (var row : page) {
                    next = row.seq();
                    if (store.read(() -> table.isNewest(row)) && files.repair(row)) {
                        written++;
                    }
                }
                page = page(next + 1);
            }
            LOG.info("{} receipt files written after all", written);
        } catch (UncheckedIOException e) {
            LOG.debug("receipt files still wait", e);
            putBack(next);
        } catch (RuntimeException e) {
            LOG.warn("receipt files still wait: {}", e.toString());
            putBack(next);
        }
    }

    private java.util.List<StoredReceipt> page(long fromSeq) {
        return store.read(() -> table.after(fromSeq - 1, PAGE));
    }

    private synchronized long take() {
        long from = first;
        first = NONE;
        return from;
    }

    private synchronized void putBack(long from) {
        first = Math.min(first, from);
    }

    @Override
    public State state() {
        return any()
                ? State.degraded(
                        "receipt files cannot be written; they follow once the disk has space and"
                                + " the folder costs is writable")
                : State.ok(Map.of());
    }
}
