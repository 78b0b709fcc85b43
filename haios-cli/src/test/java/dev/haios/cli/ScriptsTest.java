package dev.haios.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shell in front of the command line: finding a JDK, deciding what to build, adding up test
 * reports.
 */
@Timeout(30)
class ScriptsTest {

    private static final Path SCRIPTS = Path.of("../scripts").toAbsolutePath().normalize();
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir Path folder;

    private record Said(int exitCode, String text) {}

    @Test
    void the_jdk_in_java_home_comes_first() throws Exception {
        Path mine = jdk("mine", "25.0.1", true);
        jdk("jvms/other", "26", true);

        assertThat(findJdk(mine).text()).isEqualTo(mine + "\n");
    }

    @Test
    void no_other_program_is_needed_to_find_a_jdk_in_the_usual_places() throws Exception {
        Path fit = jdk("jvms/temurin-25", "25.0.3", true);

        Said said =
                bash(
                        "set -eu; unset JAVA_HOME; PATH=/nowhere; . %s/lib/jdk.sh; jvm_folder=%s; find_jdk && echo $JAVA_HOME"
                                .formatted(SCRIPTS, folder.resolve("jvms")));

        assertThat(said.text()).isEqualTo(fit + "\n");
    }

    @Test
    void an_old_java_home_is_passed_over_for_a_newer_jdk_among_the_installed() throws Exception {
        Path old = jdk("old", "17.0.15", true);
        Path fit = jdk("jvms/temurin-25", "25.0.3", true);

        assertThat(findJdk(old).text()).isEqualTo(fit + "\n");
    }

    @Test
    void without_a_fitting_jdk_it_says_what_is_there_what_is_missing_and_how_to_get_it()
            throws Exception {
        Path old = jdk("old", "17.0.15", true);
        Path jre = jdk("jvms/jre-25", "25.0.3", false);

        Said said = findJdk(old);

        assertThat(said.exitCode()).isNotZero();
        assertThat(said.text())
                .contains("a JDK 25 or newer (with javac) is needed")
                .contains(old + " (Java 17.0.15, too old)")
                .contains(jre + " (Java 25.0.3, a JRE: no javac)")
                .contains("apt-get install", "adoptium.net");
    }

    @Test
    void early_access_and_ancient_version_numbers_are_read() throws Exception {
        assertThat(
                        bash(". "
                                        + SCRIPTS
                                        + "/lib/jdk.sh; java_major 26-ea; echo; java_major 1.8.0_402")
                                .text())
                .isEqualTo("26\n1");
    }

    @Test
    void the_fleet_is_stale_until_built_and_again_when_a_source_a_pom_or_a_deletion_is_newer()
            throws Exception {
        Path source = write("gateway/src/main/java/Gateway.java");
        Path gone = write("gateway/src/main/java/Gone.java");
        write("pom.xml");
        Path pom = write("gateway/pom.xml");
        write(".mvn/jvm.config");
        assertThat(isStale()).isTrue();

        write("gateway/target/gateway-1.jar");
        write("haios-cli/target/haios-cli.jar");
        write("artifacts/build/fleet.stamp");
        age();
        assertThat(isStale()).isFalse();

        touch(source);
        assertThat(isStale()).isTrue();
        age();
        touch(pom);
        assertThat(isStale()).isTrue();
        age();
        Files.delete(gone);
        assertThat(isStale()).isTrue();
        age();
        Files.delete(folder.resolve("gateway/target/gateway-1.jar"));
        assertThat(isStale()).isTrue();
    }

    @Test
    void a_test_source_does_not_make_the_fleet_stale() throws Exception {
        write("gateway/src/main/java/Gateway.java");
        write("gateway/target/gateway-1.jar");
        write("haios-cli/target/haios-cli.jar");
        write("artifacts/build/fleet.stamp");
        write("pom.xml");
        age();
        touch(write("gateway/src/test/java/GatewayTest.java"));

        assertThat(isStale()).isFalse();
    }

    @Test
    void reports_are_added_up_and_each_skipped_test_is_named_with_its_reason() throws Exception {
        Files.writeString(
                folder.resolve("one.xml"),
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite name="A" time="0.1" tests="4" errors="1" skipped="1" failures="1">
                  <testcase name="works" classname="A" time="0"/>
                  <testcase name="needs_docker" classname="A" time="0">
                    <skipped message="no &lt;Docker&gt; here"/>
                  </testcase>
                  <system-out><![CDATA[<testsuite tests="9"]]></system-out>
                </testsuite>\
                """);
        Files.writeString(
                folder.resolve("two.xml"),
                """
                <testsuite name="B" tests="2" errors="0" skipped="0" failures="0"/>
                """);

        Said said = bash("cat one.xml two.xml | awk -f " + SCRIPTS + "/lib/totals.awk");

        assertThat(said.text())
                .isEqualTo(
                        "skipped: A.needs_docker - no <Docker> here\n3 passed, 2 failed, 1 skipped\n");
    }

    @Test
    void a_test_that_passed_only_when_run_again_is_named() throws Exception {
        Files.writeString(
                folder.resolve("one.xml"),
                """
                <testsuite name="A" tests="1" errors="0" skipped="0" failures="0" flakes="1">
                  <testcase name="goes_on" classname="A" time="1">
                    <flakyFailure message="&#10;not so &lt;yet&gt;&#10;the end of a log" type="java.lang.AssertionError">
                      <stackTrace><![CDATA[java.lang.AssertionError: not so]]></stackTrace>
                    </flakyFailure>
                  </testcase>
                </testsuite>
                """);

        assertThat(bash("awk -f " + SCRIPTS + "/lib/totals.awk one.xml").text())
                .isEqualTo(
                        """
                        failed, then passed: A.goes_on - not so <yet>
                        1 passed, 0 failed, 0 skipped
                        """);
    }

    @Test
    void no_report_at_all_is_no_test_passed() throws Exception {
        assertThat(bash("true | awk -f " + SCRIPTS + "/lib/totals.awk").text())
                .isEqualTo("0 passed, 0 failed, 0 skipped\n");
    }

    @Test
    void the_help_of_the_gate_builds_nothing() throws Exception {
        Said said = bash(SCRIPTS + "/haios test --help");

        assertThat(said.exitCode()).isZero();
        assertThat(said.text()).contains("Usage: haios test");
    }

    private Said findJdk(Path javaHome) throws Exception {
        return bash(
                "set -eu; export JAVA_HOME=%s HOME=%s PATH=/usr/bin:/bin; . %s/lib/jdk.sh; jvm_folder=%s; command() { return 1; }; find_jdk && echo $JAVA_HOME"
                        .formatted(javaHome, folder, SCRIPTS, folder.resolve("jvms")));
    }

    private boolean isStale() throws Exception {
        String script =
                "set -eu; repository=%s; HAIOS_HOME=%s; . %s/lib/build.sh; fleet_is_stale"
                        .formatted(folder, folder, SCRIPTS);
        return bash(script).exitCode() == 0;
    }

    private Said bash(String script) throws Exception {
        Process bash =
                new ProcessBuilder("bash", "-c", script)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String text = new String(bash.getInputStream().readAllBytes(), UTF_8);
        assertThat(bash.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new Said(bash.exitValue(), text);
    }

    /** A folder that looks like a JDK as far as the script looks. */
    private Path jdk(String name, String version, boolean withCompiler) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        executable(home.resolve("bin/java"));
        if (withCompiler) {
            executable(home.resolve("bin/javac"));
        }
        return home;
    }

    private static void executable(Path file) throws IOException {
        Files.writeString(file, "#!/bin/sh\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path write(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.toAbsolutePath().getParent());
        return Files.writeString(file, name);
    }

    /** Everything was made long ago, the stamp of the last build last. */
    private void age() throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
            }
        }
        Files.setLastModifiedTime(
                folder.resolve("artifacts/build/fleet.stamp"),
                FileTime.from(LONG_AGO.plusSeconds(60)));
    }

    private static void touch(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(LONG_AGO.plusSeconds(120)));
    }
}
