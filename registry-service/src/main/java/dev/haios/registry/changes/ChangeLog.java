package dev.haios.registry.changes;

import dev.haios.kit.store.Store;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** The stored changes as watchers read them, for what is no longer in memory. */
@Component
class ChangeLog {

    private static final int BATCH = 500;

    private final Store store;
    private final ChangeTable table;
    private final long epoch;

    ChangeLog(Store store, ChangeTable table, Clock clock) {
        this.store = store;
        this.table = table;
        epoch = store.write(() -> table.epoch(clock.instant()));
    }

    /** Names this log: another epoch means that revisions began anew. */
    long epoch() {
        return epoch;
    }

    /** Whether every change behind a revision is still here. */
    boolean reaches(long revision) {
        return store.read(() -> revision >= table.oldest() - 1 && revision <= table.latest());
    }

    /** The next changes behind a revision, oldest first; empty when there are none. */
    List<ChangeTable.Row> behind(long revision) {
        return store.read(() -> table.behind(revision, BATCH));
    }
}
