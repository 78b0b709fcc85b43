package dev.haios.gateway.receipt;

import dev.haios.kit.retention.RetentionClock;
import dev.haios.kit.store.Store;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Removes receipts that have been kept long enough, from the front of the chain only, and moves the
 * mark behind which files need no check at the next start.
 */
@Component
class ReceiptUpkeep {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiptUpkeep.class);
    private static final int PAGE = 500;

    /** By then the kernel has long written what was renamed into place. */
    private static final Duration FLUSHED = Duration.ofMinutes(10);

    private final Store store;
    private final ReceiptTable table;
    private final ReceiptCuts cuts;
    private final ReceiptFiles files;
    private final MissingFiles missing;
    private final ReceiptSettings settings;
    private final RetentionClock clock;

    ReceiptUpkeep(
            Store store,
            ReceiptTable table,
            ReceiptCuts cuts,
            ReceiptFiles files,
            MissingFiles missing,
            ReceiptSettings settings,
            RetentionClock clock) {
        this.store = store;
        this.table = table;
        this.cuts = cuts;
        this.files = files;
        this.missing = missing;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(
            initialDelayString = "${haios.gateway.receipts.upkeep}",
            fixedDelayString = "${haios.gateway.receipts.upkeep}")
    void run() {
        var now = clock.now();
        long removed = 0;
        long before = now.minus(settings.retention()).toEpochMilli();
        for (var page = cut(before); !page.isEmpty(); page = cut(before)) {
            removed += page.size();
        }
        if (removed > 0) {
            LOG.info("{} receipts older than {} removed", removed, settings.retention());
        }
        if (!missing.any()) {
            long flushed = now.minus(FLUSHED).toEpochMilli();
            store.write(() -> cuts.trustFilesBefore(flushed));
        }
    }

    private List<ReceiptCuts.Oldest> cut(long before) {
        var gone =
                store.write(() -> {
                    var page = cuts.removable(before, PAGE);
                    if (!page.isEmpty()) {
                        cuts.cut(page.getLast());
                    }
                    return page;
                });
        for (var row : gone) {
            // The end of a streamed call may be kept where its beginning is not.
            if (!store.read(() -> table.fileIsTaken(row.file()))) {
                files.delete(row.file());
            }
        }
        return gone;
    }
}
