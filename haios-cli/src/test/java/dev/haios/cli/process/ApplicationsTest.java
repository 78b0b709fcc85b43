package dev.haios.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haios.cli.session.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationsTest {

    @TempDir Path folder;
    private Applications applications;
    private Path apps;

    @BeforeEach
    void makeHome() {
        applications = new Applications(folder);
        apps = folder.resolve("build/apps");
    }

    @Test
    void builds_are_told_apart_by_content_and_not_by_date() throws IOException {
        Path jar = folder.resolve("child-1.0.jar");
        Application one = applications.of(pack(jar, "code", "1"));
        Application same = applications.of(pack(jar, "code", "1"));
        Application other = applications.of(pack(jar, "code", "2"));

        assertThat(same).isEqualTo(one);
        assertThat(other.folder()).isNotEqualTo(one.folder());
        assertThat(one.folder().getFileName().toString()).matches("child-1\\.0-[0-9a-f]{16}");
    }

    @Test
    void a_jar_without_jars_inside_is_taken_as_it_is() throws IOException {
        Path jar = pack(folder.resolve("child-1.0.jar"), "code", "1");

        Application application = applications.unpack(jar);

        assertThat(application.jar()).hasSameBinaryContentAs(jar);
        assertThat(application.folder()).isDirectoryContaining("glob:**child-1.0.jar");
    }

    @Test
    void many_at_once_unpack_one_application_and_leave_nothing_else() throws IOException {
        Path jar = pack(folder.resolve("child-1.0.jar"), "code", "1");

        List<CompletableFuture<Application>> unpacked =
                IntStream.range(0, 8)
                        .mapToObj(any ->
                                CompletableFuture.supplyAsync(
                                        () -> new Applications(folder).unpack(jar)))
                        .toList();

        assertThat(unpacked).allMatch(one -> Files.exists(one.join().jar()));
        assertThat(names()).containsExactly(unpacked.getFirst().join().folder());
    }

    @Test
    void what_cannot_be_unpacked_is_never_taken_for_an_application() throws IOException {
        Path jar = pack(folder.resolve("child-1.0.jar"), "BOOT-INF/", "");

        assertThatThrownBy(() -> applications.unpack(jar))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure ->
                                assertThat(failure.said()).contains("cannot be unpacked", "jar"));
        assertThat(names()).isEmpty();
    }

    @Test
    void only_what_is_needed_or_being_unpacked_right_now_survives_pruning() throws IOException {
        Application old = applications.unpack(pack(folder.resolve("a-1.jar"), "code", "1"));
        Application needed = applications.unpack(pack(folder.resolve("a-1.jar.x"), "code", "2"));
        long self = ProcessHandle.current().pid();
        Path unfinished = Files.createDirectory(apps.resolve("unfinished-" + self + "-1"));
        Path abandoned =
                Files.createDirectory(apps.resolve("unfinished-" + Integer.MAX_VALUE + "-2"));
        Files.writeString(abandoned.resolve("half.jar"), "PK");

        applications.prune(List.of(needed.folder()));

        assertThat(names()).containsExactlyInAnyOrder(needed.folder(), unfinished);
        assertThat(old.folder()).doesNotExist();
    }

    @Test
    void deleting_a_folder_spares_what_its_links_point_to() throws IOException {
        Path kept = Files.writeString(folder.resolve("kept.txt"), "kept");
        Path doomed = Files.createDirectories(folder.resolve("doomed/deep"));
        Files.createSymbolicLink(doomed.resolve("link"), folder);

        FileTree.delete(folder.resolve("doomed"));

        assertThat(kept).exists();
        assertThat(folder.resolve("doomed")).doesNotExist();
    }

    private List<Path> names() throws IOException {
        try (Stream<Path> listed = Files.list(apps)) {
            return listed.toList();
        }
    }

    private static Path pack(Path jar, String entry, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return Files.write(jar, bytes.toByteArray());
    }
}
