package dev.haios.kit.store;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Compares group commit with one transaction per write, and shows what a query costs. A program,
 * not a test: figures depend on the disk. Arguments: folder, callers, seconds per measurement.
 */
final class StoreBench {

    private final Path folder;
    private final int callers;
    private final Duration time;

    private StoreBench(Path folder, int callers, Duration time) {
        this.folder = folder;
        this.callers = callers;
        this.time = time;
    }

    public static void main(String[] args) throws IOException {
        var folder = Files.createDirectories(Path.of(args.length > 0 ? args[0] : "target/bench"));
        int callers = args.length > 1 ? Integer.parseInt(args[1]) : 64;
        var time = Duration.ofSeconds(args.length > 2 ? Integer.parseInt(args[2]) : 5);
        for (int round = 0; round < 2; round++) {
            var crowd = new StoreBench(folder, callers, time);
            crowd.writes("group commit", 256);
            crowd.writes("one transaction per write", 1);
            crowd.queries();
            var alone = new StoreBench(folder, 1, time);
            alone.writes("group commit", 256);
            alone.queries();
        }
    }

    private void writes(String name, int groupLimit) throws IOException {
        try (var store = open(groupLimit)) {
            var sql = "insert into beat (id, body) values (?, ?)";
            var body = "x".repeat(200);
            measure(
                    name,
                    id -> store.write(() -> store.jdbc().sql(sql).param(id).param(body).update()));
        }
    }

    private void queries() throws IOException {
        try (var store = open(256)) {
            var sql = "select body from beat where id = ?";
            measure(
                    "query",
                    id ->
                            store.read(() ->
                                    store.jdbc()
                                            .sql(sql)
                                            .param(id)
                                            .query((row, i) -> row.getString(1))
                                            .optional()));
        }
    }

    private Store open(int groupLimit) throws IOException {
        var d = StoreSettings.at(Files.createTempDirectory(folder, "run").resolve("bench.db"));
        var settings =
                new StoreSettings(
                        d.path(),
                        d.readers(),
                        d.queueLimit(),
                        groupLimit,
                        d.groupTime(),
                        d.busyTimeout(),
                        d.queueTimeout(),
                        d.healthAge(),
                        d.closeTimeout());
        var store = Store.open(settings, new SimpleMeterRegistry());
        var table = "create table beat (id bigint primary key, body text)";
        store.write(() -> store.jdbc().sql(table).update());
        return store;
    }

    private void measure(String name, LongConsumer operation) {
        var ids = new AtomicLong();
        var nanos = new AtomicLong();
        long cpu = cpuNanos();
        long start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < callers; i++) {
                threads.execute(() -> {
                    for (long t = start; t - start < time.toNanos(); ) {
                        operation.accept(ids.incrementAndGet());
                        long now = System.nanoTime();
                        nanos.addAndGet(now - t);
                        t = now;
                    }
                });
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%-26s %3d callers %8.0f/s %8.0f us each %6.1f us CPU%n",
                name,
                callers,
                ids.get() / seconds,
                nanos.get() / 1e3 / ids.get(),
                (cpuNanos() - cpu) / 1e3 / ids.get());
    }

    private static long cpuNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }
}
