package dev.haios.kit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.haios.kit.store.StoreUnavailableException.Reason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

@Timeout(60)
class StoreFailureTest {

    private SimpleMeterRegistry meters;
    private @TempDir Path folder;
    private Path file;
    private Store store;
    private JdbcClient jdbc;

    @BeforeEach
    void open() {
        open(folder.resolve("test.db"));
    }

    private void open(Path path) {
        file = path;
        meters = new SimpleMeterRegistry();
        // Two may wait, half a second for a turn, and health never trusts an older commit.
        var settings =
                new StoreSettings(
                        path,
                        1,
                        2,
                        100,
                        Duration.ofMillis(20),
                        Duration.ofMillis(50),
                        Duration.ofMillis(500),
                        Duration.ofNanos(1),
                        Duration.ofMillis(500));
        store = Store.open(settings, meters);
        jdbc = store.jdbc();
        store.write(() -> jdbc.sql("create table note (body text not null)").update());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void more_units_than_may_wait_are_refused_at_once_and_never_run() {
        try (var _ = new HeldWriter(store)) {
            var waiting = new ArrayList<CompletableFuture<Integer>>();
            waiting.add(store.submit(() -> note("one"), rows -> {}));
            waiting.add(store.submit(() -> note("two"), rows -> {}));

            assertThatThrownBy(() -> store.write(() -> note("three")))
                    .isInstanceOfSatisfying(
                            StoreOverloadedException.class,
                            e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(1)));
            assertThat(waiting).noneMatch(CompletableFuture::isDone);
        }

        store.write(() -> note("four"));
        assertThat(notes()).containsExactly("one", "two", "four");
        assertThat(failures("overloaded")).isEqualTo(1);
    }

    @Test
    void more_queries_than_may_wait_are_refused_at_once() {
        var go = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        var running = CompletableFuture.runAsync(() -> store.read(() -> hold(begun, go)));
        hold(new CountDownLatch(0), begun);
        var refused = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < 3; i++) {
            refused.add(
                    CompletableFuture.runAsync(
                            () -> store.read(() -> true), Thread::startVirtualThread));
        }

        var first = CompletableFuture.anyOf(refused.toArray(CompletableFuture[]::new));
        assertThatThrownBy(first::join).hasCauseInstanceOf(StoreOverloadedException.class);
        go.countDown();
        running.join();
    }

    @Test
    void a_unit_whose_turn_does_not_come_in_time_is_withdrawn_for_good() {
        try (var _ = new HeldWriter(store)) {
            assertThatThrownBy(() -> store.write(() -> note("late")))
                    .isInstanceOf(StoreOverloadedException.class)
                    .hasMessageContaining("500 ms");
        }

        assertThat(notes()).isEmpty();
    }

    @Test
    void an_interrupted_caller_knows_that_its_waiting_unit_was_not_written() throws Exception {
        var outcome = new CompletableFuture<Throwable>();
        try (var _ = new HeldWriter(store)) {
            var caller =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    store.write(() -> note("interrupted"));
                                } catch (StoreUnavailableException e) {
                                    assertThat(Thread.interrupted()).isTrue();
                                    outcome.complete(e);
                                }
                            });
            caller.interrupt();
            caller.join();
        }

        assertThat(outcome.join())
                .isInstanceOfSatisfying(
                        StoreUnavailableException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.INTERRUPTED));
        assertThat(notes()).isEmpty();
    }

    @Test
    void an_interrupted_caller_still_gets_the_result_of_a_unit_under_way() throws Exception {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var result = new CompletableFuture<Integer>();
        var caller =
                Thread.ofVirtual()
                        .start(() -> {
                            int rows =
                                    store.write(() -> {
                                        hold(begun, go);
                                        return note("kept");
                                    });
                            assertThat(Thread.interrupted()).isTrue();
                            result.complete(rows);
                        });
        begun.await();
        caller.interrupt();
        go.countDown();

        assertThat(result.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(notes()).containsExactly("kept");
    }

    @Test
    void closing_finishes_what_is_queued_and_refuses_what_comes_later() {
        var queued = new ArrayList<CompletableFuture<Integer>>();
        CompletableFuture<Void> closing;
        try (var _ = new HeldWriter(store)) {
            queued.add(store.submit(() -> note("one"), rows -> {}));
            queued.add(store.submit(() -> note("two"), rows -> {}));
            closing = CompletableFuture.runAsync(store::close);
        }
        closing.join();

        assertThat(queued).allSatisfy(unit -> assertThat(unit.join()).isEqualTo(1));
        assertUnavailable(() -> store.write(() -> note("three")), Reason.CLOSED);
        assertUnavailable(() -> store.read(() -> 1), Reason.CLOSED);
        assertThat(store.health()).isInstanceOf(StoreHealth.Unwritable.class);
        store.close();
    }

    @Test
    void closing_behind_a_unit_that_never_ends_fails_those_that_wait() {
        try (var _ = new HeldWriter(store)) {
            var stuck = store.submit(() -> note("waiting"), rows -> {});
            store.close();

            assertThatThrownBy(stuck::join)
                    .hasCauseInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("closed");
        }
    }

    @Test
    void a_commit_that_fails_fails_its_whole_group_and_the_next_one_succeeds() {
        store.write(() -> jdbc.sql("create table parent (id bigint primary key)").update());
        store.write(() ->
                jdbc.sql(
                                "create table child (id bigint references parent (id)"
                                        + " deferrable initially deferred)")
                        .update());
        var answers = new ArrayList<CompletableFuture<Integer>>();
        var called = new ArrayList<String>();
        try (var _ = new HeldWriter(store)) {
            answers.add(store.submit(() -> note("neighbour"), rows -> called.add("neighbour")));
            // Deferred to the commit, the orphan is found when it is too late to undo it alone.
            var orphan = "insert into child (id) values (7)";
            answers.add(
                    store.submit(() -> jdbc.sql(orphan).update(), rows -> called.add("orphan")));
            assertThat(answers).noneMatch(CompletableFuture::isDone);
        } catch (RuntimeException e) {
            assertThat(e).hasCauseInstanceOf(StoreUnavailableException.class);
        }

        assertThat(answers)
                .allSatisfy(unit ->
                        assertThatThrownBy(unit::join)
                                .hasCauseInstanceOf(StoreUnavailableException.class));
        assertThat(called).isEmpty();
        assertThat(store.write(() -> note("next"))).isEqualTo(1);
        assertThat(notes()).containsExactly("next");
        assertThat(store.writable()).isTrue();
    }

    @Test
    void a_database_at_its_limit_refuses_writes_and_keeps_nothing_of_them() {
        int pages =
                store.write(
                        () -> jdbc.sql("pragma page_count").query((r, i) -> r.getInt(1)).single());
        store.write(() ->
                jdbc.sql("pragma max_page_count = " + pages).query((r, i) -> r.getInt(1)).single());

        assertUnavailable(
                () ->
                        store.write(() -> {
                            note("small");
                            return note("x".repeat(100_000));
                        }),
                Reason.FULL);
        assertThat(notes()).isEmpty();
    }

    @Test
    void a_unit_cannot_swallow_a_full_disk_and_pretend_to_have_succeeded() {
        int pages =
                store.write(
                        () -> jdbc.sql("pragma page_count").query((r, i) -> r.getInt(1)).single());
        store.write(() ->
                jdbc.sql("pragma max_page_count = " + pages).query((r, i) -> r.getInt(1)).single());

        assertUnavailable(
                () ->
                        store.write(() -> {
                            try {
                                note("x".repeat(100_000));
                            } catch (StoreUnavailableException e) {
                                assertUnavailable(() -> note("more"), Reason.FULL);
                            }
                            return 1;
                        }),
                Reason.FULL);
        assertThat(notes()).isEmpty();
    }

    @Test
    void a_full_disk_is_reported_and_space_that_comes_back_is_used_without_a_restart()
            throws Exception {
        var disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(mount(disk), "mounting a small file system needs root");
        store.close();
        try {
            open(disk.resolve("test.db"));
            store.write(() -> note("before"));
            // A reader keeps the log in place that closing the writer's connection would delete.
            assertThat(notes()).containsExactly("before");
            var ballast = disk.resolve("ballast");
            fill(ballast);

            var body = "x".repeat(10_000);
            int kept = 0;
            Reason reason = null;
            while (reason == null) {
                try {
                    store.write(() -> note(body));
                    kept++;
                } catch (StoreUnavailableException e) {
                    reason = e.reason();
                }
            }
            assertThat(reason).isEqualTo(Reason.FULL);
            assertThat(store.health())
                    .isInstanceOfSatisfying(
                            StoreHealth.Unwritable.class,
                            health -> assertThat(health.reason()).isEqualTo(Reason.FULL));
            assertThat(store.health()).isInstanceOf(StoreHealth.Unwritable.class);
            assertThat(notes()).hasSize(kept + 1);

            Files.delete(ballast);
            assertThat(store.health()).isEqualTo(new StoreHealth.Writable());
            store.write(() -> note("after"));
            assertThat(notes()).hasSize(kept + 2).last().isEqualTo("after");
            store.close();
        } finally {
            store.close();
            run("umount", disk.toString());
        }
    }

    @Test
    void a_file_that_another_process_locks_is_waited_for_and_then_reported() throws Exception {
        try (var other = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = other.createStatement()) {
            statement.execute("begin immediate");
            assertUnavailable(() -> store.write(() -> note("locked out")), Reason.BUSY);
            assertThat(store.writable()).isFalse();
            statement.execute("rollback");
        }

        assertThat(store.writable()).isTrue();
        store.write(() -> note("free"));
        assertThat(notes()).containsExactly("free");
        assertThat(failures("busy")).isEqualTo(2);
    }

    @Test
    void nothing_is_acknowledged_while_the_file_is_not_where_it_was() throws Exception {
        var elsewhere = folder.resolve("moved.db");
        Files.move(file, elsewhere);
        assertUnavailable(() -> store.write(() -> note("nowhere")), Reason.REPLACED);
        Files.createFile(file);
        assertUnavailable(() -> store.write(() -> note("in another")), Reason.REPLACED);
        assertThat(store.writable()).isFalse();

        Files.delete(file);
        Files.move(elsewhere, file);
        assertThat(store.writable()).isTrue();
        store.write(() -> note("home"));
        assertThat(notes()).containsExactly("home");
    }

    @Test
    void a_file_made_read_only_takes_no_writes() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        assumeTrue(!Files.isWritable(file), "nothing is read-only for root");

        assertUnavailable(() -> store.write(() -> note("refused")), Reason.READ_ONLY);
        assertThat(store.writable()).isFalse();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(store.writable()).isTrue();
    }

    @Test
    void health_really_writes_when_the_last_commit_is_old() {
        assertThat(store.writable()).isTrue();
        assertThat(store.writable()).isTrue();

        var writes = "select writes from store_probe";
        int count = store.read(() -> jdbc.sql(writes).query((row, i) -> row.getInt(1)).single());
        assertThat(count).isEqualTo(2);
    }

    @Test
    void health_does_not_wait_for_ever_for_a_writer_that_hangs() {
        try (var _ = new HeldWriter(store)) {
            assertThat(store.health())
                    .isInstanceOfSatisfying(
                            StoreHealth.Unwritable.class,
                            health -> assertThat(health.reason()).isEqualTo(Reason.STALLED));
        }
        assertThat(store.writable()).isTrue();
    }

    @Test
    void a_damaged_file_is_not_opened() throws IOException {
        store.close();
        Files.writeString(file, "this is no database, however long one looks at it ".repeat(100));

        assertThatThrownBy(() -> Store.open(file)).hasStackTraceContaining("not a database");
    }

    private static boolean hold(CountDownLatch begun, CountDownLatch go) {
        begun.countDown();
        try {
            return go.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private int note(String body) {
        return jdbc.sql("insert into note (body) values (?)").param(body).update();
    }

    private List<String> notes() {
        return store.read(() ->
                jdbc.sql("select body from note order by rowid")
                        .query((row, i) -> row.getString(1))
                        .list());
    }

    private double failures(String reason) {
        return meters.get("haios.store.failures").tag("reason", reason).counter().count();
    }

    private static void assertUnavailable(ThrowingCallable call, Reason reason) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StoreUnavailableException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }

    /** Leaves a few kilobytes free, so that some writes still succeed. */
    private static void fill(Path ballast) throws IOException {
        var block = new byte[4096];
        try (var out = Files.newOutputStream(ballast)) {
            while (Files.getFileStore(ballast).getUsableSpace() > 64 * 1024) {
                out.write(block);
            }
        }
    }

    private static boolean mount(Path disk) throws Exception {
        return run("mount", "-t", "tmpfs", "-o", "size=2m", "none", disk.toString()) == 0;
    }

    private static int run(String... command) throws Exception {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
        } catch (IOException e) {
            return -1;
        }
    }
}
