package dev.haios.gateway.receipt;

import dev.haios.contracts.receipt.ChainEnd;
import dev.haios.contracts.receipt.ReceiptStatus;
import dev.haios.gateway.seal.HeadSeal;
import dev.haios.kit.store.Store;
import dev.haios.kit.surface.HealthSource;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/**
 * Sets right at start, before the first call is taken, what the last end of the process left: calls
 * that were being streamed are closed as interrupted, files that a crash swallowed are written
 * again, and the rows behind the last such check are held against the chain. Damage to the chain is
 * reported in {@code /health} and never mended.
 */
@Component
class ReceiptRepair implements InitializingBean, HealthSource {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiptRepair.class);
    private static final int PAGE = 500;
    private static final String UNSEEN = "the gateway ended while the answer was being streamed";

    private final Store store;
    private final ReceiptTable table;
    private final ReceiptCuts cuts;
    private final ReceiptFiles files;
    private final MissingFiles missing;
    private final ReceiptLog log;
    private final HeadSeal seal;
    private Optional<String> damage = Optional.empty();

    ReceiptRepair(
            Store store,
            ReceiptTable table,
            ReceiptCuts cuts,
            ReceiptFiles files,
            MissingFiles missing,
            ReceiptLog log,
            HeadSeal seal) {
        this.store = store;
        this.table = table;
        this.cuts = cuts;
        this.files = files;
        this.missing = missing;
        this.log = log;
        this.seal = seal;
    }

    @Override
    public void afterPropertiesSet() {
        files.discardHalfWritten();
        damage = inspect(store.read(cuts::checked));
        damage.ifPresent(what -> LOG.error("the chain of receipts is not intact: {}", what));
        seal.moved(store.read(table::end));
        for (var orphan : store.read(table::open)) {
            log.add(orphan.text().receipt().ended(ReceiptStatus.INTERRUPTED, UNSEEN));
            LOG.info("receipt {} closed: the process ended while it streamed", orphan.receiptId());
        }
    }

    private Optional<String> inspect(ChainEnd from) {
        var audit = new ChainAudit(from, seal.signedEnd());
        int repaired = 0;
        for (var page = page(audit.seq()); !page.isEmpty(); page = page(audit.seq())) {
            for (var row : page) {
                audit.next(row);
                // A row that is not what was made must not overwrite the file that may still be.
                if (!audit.damage().isPresent()
                        && store.read(() -> table.isNewest(row))
                        && repaired(row)) {
                    repaired++;
                }
            }
        }
        if (repaired > 0) {
            LOG.warn("{} receipt files written again", repaired);
        }
        return audit.finish();
    }

    private List<StoredReceipt> page(long afterSeq) {
        return store.read(() -> table.after(afterSeq, PAGE));
    }

    private boolean repaired(StoredReceipt row) {
        try {
            return files.repair(row);
        } catch (UncheckedIOException e) {
            // No reason not to start: the receipt is safe, and its file follows.
            missing.lacks(row, e);
            return false;
        }
    }

    @Override
    public State state() {
        return damage.map(State::degraded).orElseGet(() -> State.ok(Map.of()));
    }
}
