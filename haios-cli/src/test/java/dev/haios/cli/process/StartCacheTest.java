package dev.haios.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartCacheTest {

    @TempDir Path folder;
    private Application application;
    private Jvm jvm;

    @BeforeEach
    void makeApplication() throws IOException {
        application = new Application(folder, folder.resolve("a.jar"));
        Files.createDirectories(folder.resolve("jdk/lib"));
        Files.writeString(folder.resolve("jdk/lib/modules"), "classes");
        jvm = new Jvm(folder.resolve("jdk"), "25+1");
    }

    @Test
    void each_thing_a_cache_depends_on_is_part_of_its_name() throws IOException {
        StartCache cache = cache(application, List.of("-Xmx1m", "-Xss1m"), Map.of(), jvm);
        Application moved = new Application(folder, folder.resolve("b.jar"));
        Set<StartCache> others =
                Set.of(
                        cache(moved, List.of("-Xmx1m", "-Xss1m"), Map.of(), jvm),
                        cache(application, List.of("-Xmx1m"), Map.of(), jvm),
                        cache(application, List.of("-Xss1m", "-Xmx1m"), Map.of(), jvm),
                        cache(
                                application,
                                List.of("-Xmx1m", "-Xss1m"),
                                Map.of("JAVA_TOOL_OPTIONS", "-Xint"),
                                jvm),
                        cache(
                                application,
                                List.of("-Xmx1m", "-Xss1m"),
                                Map.of(),
                                new Jvm(folder.resolve("jdk"), "25+2")));

        assertThat(others).hasSize(5).doesNotContain(cache);
        assertThat(cache(application, List.of("-Xmx1m", "-Xss1m"), Map.of("HOME", "/x"), jvm))
                .isEqualTo(cache);
        Files.writeString(folder.resolve("jdk/lib/modules"), "other classes");
        assertThat(cache(application, List.of("-Xmx1m", "-Xss1m"), Map.of(), jvm))
                .isNotEqualTo(cache);
    }

    @Test
    void it_is_used_only_once_it_was_published() throws IOException {
        StartCache cache = cache(application, List.of(), Map.of(), jvm);
        assertThat(cache.options()).isEmpty();
        cache.fail("no room");
        assertThat(cache.failure()).contains("no room");

        cache.publish(Files.writeString(folder.resolve("made"), "classes"));

        assertThat(cache.options()).containsExactly("-XX:AOTCache=" + cache.file());
        assertThat(cache.failure()).isEmpty();
        assertThat(folder.resolve("made")).doesNotExist();
    }

    @Test
    void caches_that_no_start_would_use_are_pruned_and_nothing_else() throws IOException {
        StartCache old = cache(application, List.of("-Xmx1m"), Map.of(), jvm);
        StartCache now = cache(application, List.of("-Xmx2m"), Map.of(), jvm);
        old.publish(Files.writeString(folder.resolve("made"), "old"));
        now.publish(Files.writeString(folder.resolve("made"), "now"));
        cache(application, List.of("-Xmx3m"), Map.of(), jvm).fail("long ago");
        Path jar = Files.writeString(application.jar(), "jar");

        StartCache.prune(folder, List.of(now));

        assertThat(old.isTrained()).isFalse();
        assertThat(now.isTrained()).isTrue();
        assertThat(jar).exists();
        assertThat(folder).isDirectoryNotContaining("glob:**-failed");
    }

    private static StartCache cache(
            Application application, List<String> options, Map<String, String> env, Jvm jvm) {
        return StartCache.of(application, options, env, jvm);
    }
}
