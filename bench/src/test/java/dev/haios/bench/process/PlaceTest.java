package dev.haios.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaceTest {

    @TempDir Path folder;
    final Clock clock = Clock.systemUTC();

    @Test
    void what_services_stored_is_forgotten_and_what_makes_starts_fast_is_kept() throws Exception {
        try (var place = Place.take(folder, folder.resolve("artifacts"))) {
            var artifacts = place.home().resolve("artifacts");
            var store = write(artifacts.resolve("registry/registry.db"));
            var unpacked = write(artifacts.resolve("build/jars/a.jar"));

            place.clear();

            assertThat(store.getParent()).doesNotExist();
            assertThat(unpacked).exists();
            assertThat(place.isJustCleared(clock)).isFalse();
            assertThat(place.folder().resolve("discarded")).isNotEmptyDirectory();
        }
    }

    @Test
    void what_was_put_aside_is_deleted_at_the_end_and_the_next_run_knows_it() throws Exception {
        var artifacts = folder.resolve("artifacts");
        try (var place = Place.take(folder, artifacts)) {
            write(place.home().resolve("artifacts/registry/registry.db"));
            place.clear();
        }
        try (var next = Place.take(folder, artifacts)) {
            assertThat(next.folder().resolve("discarded")).doesNotExist();
            assertThat(next.isJustCleared(clock)).isTrue();

            next.clear();
            assertThat(next.folder().resolve("discarded")).doesNotExist();
            Files.setLastModifiedTime(
                    next.folder().resolve("cleared"),
                    FileTime.from(clock.instant().minus(Duration.ofMinutes(6))));
            assertThat(next.isJustCleared(clock)).isFalse();
        }
    }

    @Test
    void everything_started_is_stopped_when_it_closes() throws Exception {
        Child child;
        try (var children = new Children(folder)) {
            child = children.start("sleeper", java.util.List.of("sleep", "600"));
            assertThat(child.process().isAlive()).isTrue();
        }
        assertThat(child.process().isAlive()).isFalse();
    }

    @Test
    void a_contestant_that_ends_at_once_is_named_with_its_log() {
        try (var children = new Children(folder)) {
            var child = children.start("nothing", java.util.List.of("false"));

            assertThatThrownBy(() -> child.awaitPort(Ports.free(), java.time.Duration.ofMinutes(1)))
                    .isInstanceOf(Broken.class)
                    .hasMessageContaining("nothing ended, see " + folder.resolve("nothing.log"));
        }
    }

    @Test
    void a_tool_that_is_nowhere_is_not_found() {
        try (var place = Place.take(folder, folder.resolve("artifacts"))) {
            assertThat(new Tools(place).find("no-such-program-anywhere")).isEmpty();
            assertThat(new Tools(place).find("sh")).isPresent();
        }
    }

    @Test
    void free_ports_differ() {
        assertThat(Ports.free(20)).doesNotHaveDuplicates().hasSize(20);
    }

    private static Path write(Path file) throws Exception {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return Files.writeString(file, "x");
    }
}
