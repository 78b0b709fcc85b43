package dev.haios.events;

import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.schema.Wire;
import dev.haios.kit.testing.SettableTime;
import dev.haios.kit.testing.TestService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DayFileTest {

    @TempDir private Path home;

    private final SettableTime time = new SettableTime(Instant.parse("2026-03-01T23:59:50Z"));

    private TestService start(String... properties) {
        return TestService.start(EventStreamApplication.class, home, time, properties);
    }

    private Path file(String day) {
        return home.resolve("artifacts/hmi/events/" + day + ".jsonl");
    }

    private List<Long> seqs(String day) {
        try {
            return Files.exists(file(day))
                    ? Files.readAllLines(file(day)).stream()
                            .map(line -> Wire.mapper().readTree(line).get("seq").asLong())
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitLines(String day, int lines) {
        eventually(lines + " lines in " + day, () -> seqs(day).size() >= lines);
    }

    @Test
    void every_event_is_a_line_in_the_file_of_its_day() {
        try (var stream = start()) {
            Publishing.broadcast(stream, "{\"event_type\":\"alert\",\"text\":\"Ärger …\"}");
            Publishing.batch(stream, "task", "a", 9, 0);
            awaitLines("2026-03-01", 10);
            time.advance(Duration.ofSeconds(20));
            Publishing.batch(stream, "task", "b", 10, 0);
            awaitLines("2026-03-02", 10);
            assertThat(seqs("2026-03-01")).isEqualTo(Publishing.numbers(1, 10));
            assertThat(seqs("2026-03-02")).isEqualTo(Publishing.numbers(11, 20));
        }
    }

    @Test
    void a_stopping_service_completes_its_files() {
        try (var stream = start()) {
            Publishing.batch(stream, "task", "a", 1000, 100);
        }
        assertThat(seqs("2026-03-01")).isEqualTo(Publishing.numbers(1, 1000));
    }

    @Test
    void a_torn_line_is_mended_and_what_the_file_lacks_is_taken_from_the_store()
            throws IOException {
        try (var stream = start()) {
            Publishing.broadcast(stream, "{\"event_type\":\"alert\",\"text\":\"Ärger Å…\"}");
            Publishing.batch(stream, "task", "a", 99, 0);
        }
        var file = file("2026-03-01");
        var lines = Files.readAllLines(file);
        Files.writeString(
                file, String.join("\n", lines.subList(0, 60)) + "\n" + lines.get(60).substring(9));
        try (var _ = start()) {
            awaitLines("2026-03-01", 100);
        }
        assertThat(Files.readAllLines(file)).isEqualTo(lines);

        Files.write(file, new byte[20_000], StandardOpenOption.APPEND);
        try (var stream = start()) {
            Publishing.broadcast(stream, "{\"event_type\":\"alert\"}");
        }
        assertThat(seqs("2026-03-01")).isEqualTo(Publishing.numbers(1, 101));

        Files.write(file, new byte[100]);
        try (var _ = start()) {
            awaitLines("2026-03-01", 101);
        }
        assertThat(seqs("2026-03-01")).isEqualTo(Publishing.numbers(1, 101));
    }

    @Test
    void a_new_log_goes_on_in_the_files_of_the_old_one() throws IOException {
        try (var stream = start()) {
            Publishing.batch(stream, "task", "a", 3, 0);
        }
        Files.delete(home.resolve("artifacts/event_stream/events.db"));
        Files.deleteIfExists(home.resolve("artifacts/event_stream/events.db-wal"));
        Files.deleteIfExists(home.resolve("artifacts/event_stream/events.db-shm"));
        time.advance(Duration.ofMillis(1));
        try (var stream = start()) {
            Publishing.batch(stream, "task", "a", 2, 0);
        }
        assertThat(seqs("2026-03-01")).containsExactly(1L, 2L, 3L, 1L, 2L);
    }

    @Test
    void files_that_cannot_be_written_degrade_health_until_they_can() throws IOException {
        var folder = home.resolve("artifacts/hmi/events");
        Files.createDirectories(folder.getParent());
        Files.writeString(folder, "in the way");
        try (var stream = start()) {
            Publishing.batch(stream, "task", "a", 5, 0);
            eventually(
                    "it says so",
                    () ->
                            "degraded"
                                    .equals(
                                            stream.http()
                                                    .get("/health")
                                                    .json()
                                                    .get("status")
                                                    .asString()));
            Files.delete(folder);
            awaitLines("2026-03-01", 5);
            eventually(
                    "all is well",
                    () ->
                            "ok"
                                    .equals(
                                            stream.http()
                                                    .get("/health")
                                                    .json()
                                                    .get("status")
                                                    .asString()));
        }
        assertThat(seqs("2026-03-01")).isEqualTo(Publishing.numbers(1, 5));
    }

    @Test
    void events_beyond_retention_are_forgotten_and_their_files_deleted() throws IOException {
        try (var stream =
                start(
                        "haios.stream.log.retention=2d",
                        "haios.stream.log.prune-interval=20ms",
                        "haios.stream.log.prune-step=7")) {
            Files.writeString(home.resolve("artifacts/hmi/events/notes.jsonl"), "mine");
            Publishing.batch(stream, "task", "old", 50, 0);
            awaitLines("2026-03-01", 50);
            time.advance(Duration.ofDays(1));
            Publishing.batch(stream, "task", "new", 5, 0);
            awaitLines("2026-03-02", 5);
            time.advance(Duration.ofDays(1).plusHours(1));
            eventually(
                    "old events are gone",
                    () -> stream.http().get("/events").json().get("events").size() == 5);
            time.advance(Duration.ofHours(20));
            long next = Publishing.broadcast(stream, "{\"event_type\":\"alert\"}");
            assertThat(next).isEqualTo(56);
            eventually("the old file is gone", () -> !Files.exists(file("2026-03-01")));
            assertThat(home.resolve("artifacts/hmi/events/notes.jsonl")).exists();

            // An id beyond retention is forgotten: it may come again.
            var again =
                    stream.http()
                            .post("/broadcast", "{\"event_type\":\"task\",\"event_id\":\"old-0\"}")
                            .json();
            assertThat(again.get("duplicate").asBoolean()).isFalse();
        }
        try (var stream = start("haios.stream.log.retention=2d")) {
            try (var client = SseListener.open(stream.url(), "?after=10")) {
                var gap = client.messages(3).getFirst();
                assertThat(gap.event()).isEqualTo("gap");
                assertThat(gap.data().get("reason").asString()).isEqualTo("expired");
                assertThat(gap.data().get("to_seq").asLong()).isEqualTo(50);
            }
        }
    }
}
