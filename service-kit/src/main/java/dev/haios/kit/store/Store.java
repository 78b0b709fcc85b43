package dev.haios.kit.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A service's database: durable writes in groups, queries on snapshots. Safe for all threads.
 *
 * <pre>{@code
 * store.write(() -> jdbc.sql("insert into lease …").param(id).update());
 * var lease = store.read(() -> jdbc.sql("select …").query(Lease.class).optional());
 * }</pre>
 *
 * <p>A <em>unit</em> is what one {@code write} runs: all of it is kept or nothing. Units run one
 * after another, in the order in which they were queued, and see what earlier ones did. {@code
 * write} returns when the unit is on disk. A unit that throws is undone, and its caller gets the
 * very exception; its neighbours in the same commit notice nothing. Units must be short, must not
 * wait for anything but the database, and must return finished values, not a stream or a cursor.
 * Declare no deferred constraint: found at the commit, its violation would fail the whole group.
 *
 * <p>A unit inside a unit joins it as a savepoint. A query inside a unit sees the unit's own
 * changes. A unit inside a query is refused.
 *
 * <p>{@link StoreUnavailableException}: nothing was written, the file cannot be used at the moment.
 * {@link StoreOverloadedException}: nothing was written, too much is waiting. Other failures arrive
 * as Spring's {@code DataAccessException}s.
 */
public final class Store implements AutoCloseable {

    private final StoreSettings settings;
    private final Sessions sessions;
    private final GroupCommit groups;
    private final WriterThread writer;
    private final ReaderPool readers;
    private final HealthProbe probe;
    private final DataSource dataSource;
    private final JdbcClient jdbc;

    private Store(StoreSettings settings, MeterRegistry registry) {
        this.settings = settings;
        sessions = new Sessions();
        var connections = new SqliteConnections(settings.path(), settings.busyTimeout());
        StoreMigrations.migrate(connections.migrating());

        BlockingQueue<Unit<?>> queue = new ArrayBlockingQueue<>(settings.queueLimit());
        var metrics = new StoreMetrics(registry, queue);
        var pulse = new Pulse(metrics);
        var file = StoreFile.opened(settings.path());
        groups = new GroupCommit(settings, connections, file, sessions, pulse);
        writer = new WriterThread(queue, groups, metrics, settings);
        readers = new ReaderPool(connections, sessions, metrics, settings);

        dataSource = new StoreDataSource(sessions);
        var template = new JdbcTemplate(dataSource);
        template.setExceptionTranslator(new SqliteErrors(sessions));
        // From the template: a client made from the data source would bypass the translator.
        jdbc = JdbcClient.create(new NamedParameterJdbcTemplate(template));
        probe = new HealthProbe(this, pulse, settings.healthAge());
    }

    /**
     * Opens the file, making it and its folder if need be, and migrates it: {@code db/kit} and
     * {@code db/migration} on the class path.
     *
     * @throws RuntimeException if the file cannot be opened, is damaged, or was migrated by a newer
     *     version
     */
    public static Store open(StoreSettings settings, MeterRegistry registry) {
        var folder = StoreFile.makeFolder(settings.path());
        NativeLibrary.keepIn(folder.resolve("native"));
        return new Store(settings, registry);
    }

    /** Opens the file with default settings and no metrics, for tools and tests. */
    public static Store open(Path file) {
        return open(StoreSettings.at(file), new SimpleMeterRegistry());
    }

    /** Runs a unit and returns its result once it is on disk. */
    public <T extends @Nullable Object> T write(Supplier<T> unit) {
        return join(unit, null);
    }

    /**
     * As {@link #write(Supplier)}, with a callback for what lives in memory. It runs on the writer
     * thread right after the commit, in commit order and before the caller goes on, only if the
     * unit was kept. It must not use the database or wait for the store. If it throws, that is
     * logged and counted, and the caller still gets the result: the write is on disk.
     */
    public <T extends @Nullable Object> T write(Supplier<T> unit, Consumer<? super T> onCommit) {
        return join(unit, onCommit);
    }

    private <T extends @Nullable Object> T join(
            Supplier<T> work, @Nullable Consumer<? super T> onCommit) {
        var session = sessions.current();
        if (session != null) {
            return session.unit(work, onCommit);
        }
        if (writer.isCurrentThread()) {
            throw new IllegalStateException(
                    "store.write in an onCommit callback would wait for itself: use store.submit");
        }
        var unit = Unit.writing(work, onCommit);
        writer.enqueue(unit);
        return unit.await();
    }

    /**
     * Queues a unit and returns at once, also inside another unit, which it does not join. The
     * future completes on the writer thread: chain with the {@code Async} methods. Cancelling it
     * does not withdraw the unit.
     *
     * @throws StoreOverloadedException if the queue is full
     */
    public <T extends @Nullable Object> CompletableFuture<T> submit(
            Supplier<T> unit, Consumer<? super T> onCommit) {
        var queued = Unit.writing(unit, onCommit);
        writer.enqueue(queued);
        return queued.answer();
    }

    /** Runs a query on a snapshot of what is committed and returns its result. */
    public <T extends @Nullable Object> T read(Supplier<T> query) {
        return sessions.current() != null ? query.get() : readers.read(query);
    }

    /** Whether a write would be kept now; see {@link #health}. */
    public boolean writable() {
        return health() instanceof StoreHealth.Writable;
    }

    /**
     * Costs nothing while writes succeed; otherwise tries one and waits for it, for a few seconds
     * at most. Not for use inside a unit.
     */
    public StoreHealth health() {
        return probe.check();
    }

    /**
     * For work outside the store that must not be begun when its outcome could not be written.
     * Costs nothing while writes succeed; after one that failed it tries another, as {@link
     * #health}.
     *
     * @throws StoreUnavailableException if that fails, too
     */
    public void requireWritable() {
        if (probe.isFailing() && health() instanceof StoreHealth.Unwritable(var why, var detail)) {
            throw new StoreUnavailableException(why, detail, null);
        }
    }

    /** The connection of the calling thread's unit or query; refuses any other thread. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** For SQL inside units and queries. */
    public JdbcClient jdbc() {
        return jdbc;
    }

    /** Finishes what is queued, then refuses everything. May be called twice. */
    @Override
    public void close() {
        boolean ended = writer.drain();
        readers.close(settings.closeTimeout());
        if (ended) {
            groups.close();
        }
    }
}
