package dev.haios.kit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haios.kit.store.StoreUnavailableException.Reason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;

@Timeout(60)
class StoreTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private @TempDir Path folder;
    private Store store;
    private JdbcClient jdbc;

    @BeforeEach
    void open() {
        store = Store.open(StoreSettings.at(folder.resolve("deep/er/test.db")), meters);
        jdbc = store.jdbc();
        store.write(() ->
                jdbc.sql(
                                """
                                create table lease (
                                    name text not null unique,
                                    n bigint not null check (n >= 0),
                                    parent text references lease (name))
                                """)
                        .update());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void an_answered_write_is_seen_by_every_later_query() {
        store.write(() -> insert("a", 1));

        assertThat(names()).containsExactly("a");
    }

    @Test
    void a_closed_store_opens_again_with_everything_in_one_file() {
        store.write(() -> insert("a", 1));
        store.close();

        assertThat(folder.resolve("deep/er/test.db-wal")).doesNotExist();
        store = Store.open(folder.resolve("deep/er/test.db"));
        jdbc = store.jdbc();
        assertThat(names()).containsExactly("a");
    }

    @Test
    void the_file_is_configured_for_durable_writes() {
        var pragmas =
                store.write(() ->
                        List.of(
                                pragma("journal_mode"),
                                pragma("synchronous"),
                                pragma("foreign_keys")));

        assertThat(pragmas).containsExactly("wal", "2", "1");
    }

    @Test
    void units_run_and_call_back_in_the_order_in_which_they_were_queued() {
        var seen = Collections.synchronizedList(new ArrayList<Integer>());
        var answers = new ArrayList<CompletableFuture<Integer>>();

        for (int i = 0; i < 1000; i++) {
            int n = i;
            answers.add(store.submit(() -> insert("n" + n, n) * n, seen::add));
        }
        answers.forEach(CompletableFuture::join);

        assertThat(seen).isEqualTo(IntStream.range(0, 1000).boxed().toList());
        var stored =
                store.read(() ->
                        jdbc.sql("select n from lease order by rowid")
                                .query((row, i) -> row.getInt(1))
                                .list());
        assertThat(stored).isEqualTo(seen);
    }

    @Test
    void units_that_wait_are_committed_together_and_a_failing_one_is_undone_alone() {
        var answers = new ArrayList<CompletableFuture<Integer>>();
        var called = Collections.synchronizedList(new ArrayList<String>());
        try (var _ = new HeldWriter(store)) {
            for (int i = 0; i < 20; i++) {
                String name = "n" + i;
                boolean fails = i % 2 == 1;
                answers.add(
                        store.submit(
                                () -> {
                                    int rows = insert(name, 1);
                                    if (fails) {
                                        throw new IllegalArgumentException(name);
                                    }
                                    return rows;
                                },
                                rows -> called.add(name)));
            }
        }

        for (int i = 0; i < 20; i++) {
            var answer = answers.get(i);
            if (i % 2 == 0) {
                assertThat(answer.join()).isEqualTo(1);
            } else {
                assertThatThrownBy(answer::get)
                        .cause()
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("n" + i);
            }
        }
        var kept = IntStream.range(0, 10).mapToObj(i -> "n" + 2 * i).toList();
        assertThat(names()).containsExactlyInAnyOrderElementsOf(kept);
        assertThat(called).isEqualTo(kept);
        assertThat(meters.get("haios.store.group.size").summary().max()).isEqualTo(21);
    }

    @Test
    void a_caller_gets_the_very_exception_its_unit_threw() {
        var thrown = new IllegalStateException("mine");

        assertThatThrownBy(() ->
                        store.write(() -> {
                            throw thrown;
                        }))
                .isSameAs(thrown);
        var error = new AssertionError("also an error");
        assertThatThrownBy(() ->
                        store.write(() -> {
                            throw error;
                        }))
                .isSameAs(error);
        assertThat(store.write(() -> insert("a", 1))).isEqualTo(1);
    }

    @Test
    void a_failed_unit_is_answered_only_after_its_group_is_committed() {
        CompletableFuture<Integer> refused;
        try (var _ = new HeldWriter(store)) {
            var _ = store.submit(() -> insert("a", 1), rows -> {});
            refused = store.submit(() -> insert("a", 2), rows -> {});
            var _ =
                    store.submit(
                            () -> {
                                assertThat(refused).isNotDone();
                                return insert("b", 1);
                            },
                            rows -> {});
        }

        assertThatThrownBy(refused::get).hasCauseInstanceOf(DuplicateKeyException.class);
        assertThat(names()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void a_callback_runs_before_its_caller_goes_on_and_sees_the_result() {
        var index = new ArrayList<String>();

        for (int i = 0; i < 100; i++) {
            String name = "n" + i;
            store.write(
                    () -> {
                        insert(name, 1);
                        return name;
                    },
                    index::add);
            assertThat(index).last().isEqualTo(name);
        }
    }

    @Test
    void a_callback_that_throws_is_counted_and_harms_nobody() {
        var result =
                store.write(
                        () -> insert("a", 1),
                        rows -> {
                            throw new IllegalStateException("index is broken");
                        });

        assertThat(result).isEqualTo(1);
        assertThat(store.write(() -> insert("b", 1))).isEqualTo(1);
        assertThat(failures("on_commit")).isEqualTo(1);
    }

    @Test
    void a_callback_may_submit_but_neither_write_nor_use_sql() {
        var failure = new CompletableFuture<Throwable>();
        var later = new CompletableFuture<CompletableFuture<Integer>>();
        store.write(
                () -> insert("a", 1),
                rows -> {
                    later.complete(store.submit(() -> insert("b", 1), more -> {}));
                    try {
                        jdbc.sql("delete from lease").update();
                    } catch (InvalidDataAccessApiUsageException e) {
                        failure.complete(e);
                    }
                    store.write(() -> insert("c", 1));
                });

        later.join().join();
        assertThat(failure).isCompleted();
        assertThat(failures("on_commit")).isEqualTo(1);
        assertThat(names()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void a_unit_inside_a_unit_joins_it_and_is_undone_alone_when_it_fails() {
        var called = new ArrayList<String>();

        store.write(
                () -> {
                    insert("outer", 1);
                    store.write(() -> insert("inner", 1), rows -> called.add("inner"));
                    try {
                        store.write(
                                () -> {
                                    insert("lost", 1);
                                    store.write(() -> insert("deep", 1), r -> called.add("deep"));
                                    throw new IllegalStateException("inner failure");
                                },
                                rows -> called.add("lost"));
                    } catch (IllegalStateException e) {
                        assertThat(store.read(this::names))
                                .containsExactlyInAnyOrder("outer", "inner");
                    }
                    return true;
                },
                done -> called.add("outer"));

        assertThat(names()).containsExactlyInAnyOrder("outer", "inner");
        assertThat(called).containsExactly("inner", "outer");
    }

    @Test
    void a_query_sees_one_snapshot_however_long_it_takes() throws Exception {
        store.write(() -> insert("a", 1));
        var counted = new CountDownLatch(1);
        var written = new CountDownLatch(1);
        var counts =
                CompletableFuture.supplyAsync(() ->
                        store.read(() -> {
                            int before = namesHere().size();
                            counted.countDown();
                            awaitQuietly(written);
                            return List.of(before, namesHere().size());
                        }));
        counted.await();
        store.write(() -> insert("b", 1));
        written.countDown();

        assertThat(counts.join()).containsExactly(1, 1);
        assertThat(names()).hasSize(2);
    }

    @Test
    void a_query_cannot_write() {
        assertThatThrownBy(() -> store.read(() -> insert("a", 1)))
                .isInstanceOf(InvalidDataAccessApiUsageException.class)
                .hasMessageContaining("use store.write");
        assertThatThrownBy(() -> store.read(() -> store.write(() -> insert("a", 1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("inside store.read");
        assertThat(names()).isEmpty();
    }

    @Test
    void a_failing_query_leaves_its_reader_usable() {
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> store.read(() -> jdbc.sql("select x").query().listOfRows()))
                    .isInstanceOf(BadSqlGrammarException.class);
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void sql_outside_units_and_queries_is_refused_with_advice() {
        assertThatThrownBy(() -> insert("a", 1))
                .isInstanceOf(InvalidDataAccessApiUsageException.class)
                .hasMessageContaining("store.read")
                .hasMessageContaining("store.write");
    }

    @Test
    void code_in_a_unit_cannot_end_the_transaction_or_close_the_connection() throws Exception {
        store.write(() -> {
            insert("a", 1);
            return closeAndReport();
        });
        assertThat(names()).containsExactly("a");

        assertThatThrownBy(() ->
                        store.write(() -> {
                            insert("b", 1);
                            return jdbc.sql("rollback").update();
                        }))
                .isInstanceOfSatisfying(
                        StoreUnavailableException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.TRANSACTION_LOST));
        assertThat(names()).containsExactly("a");
        assertThat(store.write(() -> insert("c", 1))).isEqualTo(1);
    }

    @Test
    void constraints_become_the_exceptions_spring_names_them() {
        store.write(() -> insert("a", 1));

        assertThatThrownBy(() -> store.write(() -> insert("a", 1)))
                .isInstanceOf(DuplicateKeyException.class);
        assertThatThrownBy(() -> store.write(() -> insert("b", -1)))
                .isInstanceOf(DataIntegrityViolationException.class)
                .isNotInstanceOf(DuplicateKeyException.class);
        var orphan = "insert into lease (name, n, parent) values ('c', 1, 'nobody')";
        assertThatThrownBy(() -> store.write(() -> jdbc.sql(orphan).update()))
                .isInstanceOf(DataIntegrityViolationException.class);
        var incomplete = "insert into lease (name, n) values ('d', :n)";
        assertThatThrownBy(() -> store.write(() -> jdbc.sql(incomplete).param("n", null).update()))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThat(names()).containsExactly("a");
    }

    @Test
    void sixty_four_threads_mix_writes_failures_and_queries_and_nothing_is_lost() throws Exception {
        int threads = 64;
        int rounds = 100;
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = new ArrayList<Future<?>>();
            for (int t = 0; t < threads; t++) {
                int thread = t;
                work.add(executor.submit(() -> mixed(thread, rounds)));
            }
            for (var future : work) {
                future.get();
            }
        }

        var expected = new ArrayList<String>();
        for (int t = 0; t < threads; t++) {
            for (int i = 0; i < rounds; i++) {
                if (i % 3 != 0) {
                    expected.add(t + "-" + i + "-x");
                    expected.add(t + "-" + i + "-y");
                }
            }
        }
        assertThat(names()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void a_unit_logs_under_its_callers_ids() {
        MDC.put("trace_id", "abc");
        try {
            assertThat(store.write(() -> MDC.get("trace_id"))).isEqualTo("abc");
            assertThat(store.read(() -> MDC.get("trace_id"))).isEqualTo("abc");
        } finally {
            MDC.clear();
        }
        assertThat(store.<String>write(() -> String.valueOf(MDC.get("trace_id"))))
                .isEqualTo("null");
    }

    @Test
    void metrics_show_commits_group_sizes_and_queue_depth() {
        store.write(() -> insert("a", 1));

        assertThat(meters.get("haios.store.commit").timer().count()).isEqualTo(2);
        assertThat(meters.get("haios.store.group.size").summary().totalAmount()).isEqualTo(2);
        try (var _ = new HeldWriter(store)) {
            var _ = store.submit(() -> 1, n -> {});
            var _ = store.submit(() -> 1, n -> {});
            assertThat(meters.get("haios.store.queue.depth").gauge().value()).isEqualTo(2);
        }
    }

    private void mixed(int thread, int rounds) {
        for (int i = 0; i < rounds; i++) {
            String name = thread + "-" + i;
            boolean fails = i % 3 == 0;
            try {
                store.write(() -> {
                    insert(name + "-x", 1);
                    if (fails) {
                        throw new IllegalArgumentException(name);
                    }
                    return insert(name + "-y", 1);
                });
                assertThat(fails).isFalse();
            } catch (IllegalArgumentException e) {
                assertThat(fails).isTrue();
                assertThat(e).hasMessage(name);
            }
            assertThat(count(name + "-x")).isEqualTo(fails ? 0 : 1);
        }
    }

    private int count(String name) {
        return store.read(() ->
                jdbc.sql("select count(*) from lease where name = ?")
                        .param(name)
                        .query(Integer.class)
                        .single());
    }

    private int insert(String name, int n) {
        return jdbc.sql("insert into lease (name, n) values (?, ?)").param(name).param(n).update();
    }

    private List<String> names() {
        return store.read(this::namesHere);
    }

    private List<String> namesHere() {
        return jdbc.sql("select name from lease").query((row, i) -> row.getString(1)).list();
    }

    private String pragma(String name) {
        return jdbc.sql("pragma " + name).query(String.class).single();
    }

    private double failures(String reason) {
        return meters.get("haios.store.failures").tag("reason", reason).counter().count();
    }

    private boolean closeAndReport() {
        try (var connection = store.dataSource().getConnection()) {
            assertThatThrownBy(connection::commit).hasMessageContaining("belongs to store.write");
            assertThatThrownBy(connection::rollback).hasMessageContaining("belongs to");
            return true;
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
