package dev.haios.kit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a writing process again and again. That proves that an answer never comes before its commit
 * and that no half unit survives; that a commit also survives the power is {@code
 * synchronous=FULL}, which another test reads back. Long runs: {@code -Dhaios.crash.rounds=200
 * -Dhaios.crash.seed=7}.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class StoreCrashTest {

    private static final long IDS_PER_ROUND = 10_000_000;

    private final int rounds = Integer.getInteger("haios.crash.rounds", 10);
    private final long seed = Long.getLong("haios.crash.seed", System.nanoTime());
    private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
    private @TempDir Path folder;

    @Test
    void every_acknowledged_write_survives_the_kill_of_its_process_and_no_half_unit_does()
            throws Exception {
        var random = new Random(seed);
        var file = folder.resolve("crash.db");
        Files.createDirectory(scratch());
        for (int round = 1; round <= rounds; round++) {
            int before = acknowledged.size();
            // Mostly in the thick of writing; now and then while the store is being opened.
            boolean early = round % 5 == 4;
            int delayMs = early ? 300 + random.nextInt(900) : 1 + random.nextInt(400);
            writeAndKill(file, round, early, delayMs);

            var situation = "seed %d, round %d, delay %d ms".formatted(seed, round, delayMs);
            if (!early) {
                assertThat(acknowledged).as(situation).hasSizeGreaterThan(before);
            }
            verify(file, situation);
        }
        // The driver by itself would leave its library behind each time.
        assertThat(scratch()).isEmptyDirectory();
    }

    private void writeAndKill(Path file, int round, boolean early, int delayMs) throws Exception {
        var process = start(file, round * IDS_PER_ROUND);
        try {
            var writing = new CountDownLatch(1);
            var output = CompletableFuture.runAsync(() -> collect(process, writing));
            if (!early) {
                assertThat(writing.await(60, TimeUnit.SECONDS)).as("first write").isTrue();
            }
            assertThat(process.waitFor(delayMs, TimeUnit.MILLISECONDS))
                    .as(() -> "ended by itself: " + contentOf(errors()))
                    .isFalse();
            // SIGKILL by the handle: the process object's own method would also close the pipe,
            // and what is in it still counts.
            assertThat(process.toHandle().destroyForcibly()).isTrue();
            output.get(60, TimeUnit.SECONDS);
            assertThat(process.waitFor()).as("ended by SIGKILL").isEqualTo(128 + 9);
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(Path file, long firstId) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.io.tmpdir=" + scratch(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingWriter.class.getName(),
                        file.toString(),
                        Long.toString(firstId))
                .redirectError(errors())
                .start();
    }

    private Path scratch() {
        return folder.resolve("tmp");
    }

    private File errors() {
        return folder.resolve("errors.txt").toFile();
    }

    private void collect(Process process, CountDownLatch writing) {
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var line = new StringBuilder();
            for (int c = lines.read(); c >= 0; c = lines.read()) {
                if (c != '\n') {
                    line.append((char) c);
                    continue;
                }
                // Only whole lines: the last one may be cut short by the kill.
                if (line.indexOf(CrashingWriter.KEPT) == 0) {
                    acknowledged.add(Long.parseLong(line.substring(CrashingWriter.KEPT.length())));
                    writing.countDown();
                }
                line.setLength(0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void verify(Path file, String situation) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            assertThat(single(statement, "pragma integrity_check")).as(situation).isEqualTo("ok");
            if (acknowledged.isEmpty()) {
                return;
            }
            var halves =
                    "select count(*) from (select 1 from half group by id having count(*) <> 2)";
            assertThat(single(statement, halves)).as(situation + ": half units").isEqualTo("0");
            var failed = "select count(*) from half where id % 7 = 0";
            assertThat(single(statement, failed)).as(situation + ": failed units").isEqualTo("0");
            var missing = new HashSet<>(acknowledged);
            missing.removeAll(stored(statement));
            assertThat(missing).as(situation + ": acknowledged but not stored").isEmpty();
        }
    }

    private static String single(Statement statement, String sql) throws SQLException {
        try (var rows = statement.executeQuery(sql)) {
            return rows.getString(1);
        }
    }

    private static Set<Long> stored(Statement statement) throws SQLException {
        var ids = new HashSet<Long>();
        try (var rows = statement.executeQuery("select distinct id from half")) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }
}
