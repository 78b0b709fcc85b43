package dev.haios.kit.store;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process that writes as fast as it can until it is killed. Each unit writes two rows under one
 * id; every seventh fails between them. Prints {@code kept} and the id of each unit whose write was
 * answered, one per line. Arguments: file, first id.
 */
final class CrashingWriter {

    static final String KEPT = "kept ";

    private static final int THREADS = 16;

    private final Store store;
    private final AtomicLong ids;

    private CrashingWriter(Store store, long firstId) {
        this.store = store;
        this.ids = new AtomicLong(firstId);
    }

    public static void main(String[] args) {
        var store = Store.open(Path.of(args[0]));
        var table =
                "create table if not exists half (id bigint, side text, primary key (id, side))";
        store.write(() -> store.jdbc().sql(table).update());
        var writer = new CrashingWriter(store, Long.parseLong(args[1]));
        for (int i = 0; i < THREADS; i++) {
            // Not a daemon: the process ends only by being killed.
            Thread.ofPlatform().start(writer::writeForEver);
        }
    }

    private void writeForEver() {
        while (true) {
            long id = ids.getAndIncrement();
            try {
                store.write(() -> bothHalves(id));
                System.out.println(KEPT + id);
            } catch (IllegalArgumentException meant) {
                // Nothing of this unit may be found later.
            }
        }
    }

    private int bothHalves(long id) {
        insert(id, "left");
        if (id % 7 == 0) {
            throw new IllegalArgumentException("no second half for " + id);
        }
        return insert(id, "right");
    }

    private int insert(long id, String side) {
        var sql = "insert into half (id, side) values (?, ?)";
        return store.jdbc().sql(sql).param(id).param(side).update();
    }
}
