package dev.haios.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The gate's search for secrets finds what it is there for, and lets ordinary text pass. */
@Timeout(60)
class SecretScanTest {

    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Path SCANNER =
            REPOSITORY.resolve("artifacts/tools/secretlint/node_modules/.bin/secretlint");

    @TempDir Path clone;

    /** Made while the test runs, so that this file holds none. */
    static Stream<String> secrets() {
        var random = new Random(7);
        return Stream.of(
                "aws_access_key_id = AKIA" + text(random, 16).toUpperCase(Locale.ROOT),
                "token: gh" + "p_" + text(random, 36),
                "api_key = \"" + text(random, 12) + "1" + text(random, 27) + "\"",
                "HAIOS_SERVICE_TOKEN=" + text(random, 20) + "4" + text(random, 19));
    }

    private static String text(Random random, int length) {
        return random.ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The usual kinds; each in two parts, so that this file holds none either. */
    static Stream<String> keys() {
        var random = new Random(7);
        return Stream.of(
                "AK" + "IA" + text(random, 16).toUpperCase(Locale.ROOT),
                "s" + "k-" + text(random, 48),
                "s" + "k-proj-" + text(random, 40) + "_" + text(random, 30),
                "s" + "k-ant-api03-" + text(random, 93) + "AA",
                "AI" + "za" + text(random, 35),
                "gh" + "p_" + text(random, 36),
                "github" + "_pat_" + text(random, 22) + "_" + text(random, 59),
                "xox" + "b-" + "1234567890-" + text(random, 24),
                "hf" + "_" + text(random, 34),
                "npm" + "_" + text(random, 36),
                "AGE-SECRET" + "-KEY-1" + text(random, 58).toUpperCase(Locale.ROOT),
                "-----BEGIN " + "PRIVATE KEY-----",
                "-----BEGIN " + "RSA PRIVATE KEY-----",
                "-----BEGIN " + "EC PRIVATE KEY-----",
                "-----BEGIN " + "OPENSSH PRIVATE KEY-----",
                "-----BEGIN " + "PGP PRIVATE KEY BLOCK-----");
    }

    @ParameterizedTest
    @MethodSource("keys")
    void a_key_is_found_in_any_tracked_file_without_any_tool(String key) throws Exception {
        for (var form : List.of(key, "String key = \"" + key + "\\n\";", "\0\1\2" + key + "\0")) {
            assertThat(search("find_known_keys", form)).as(form).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void a_planted_secret_is_found(String secret) throws Exception {
        assertThat(scan(secret)).isNotZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token = request.header(\"Authorization\")",
                "HAIOS_TOKENS_FILE=/run/secrets/tokens",
                "the operator's token lies in artifacts/secrets/operator.token",
                "the risk-assessment-of-a-very-long-name-with-many-hyphens is no key",
                "-----BEGIN PUBLIC KEY-----"
            })
    void ordinary_text_passes(String text) throws Exception {
        assertThat(search("find_known_keys", text)).isZero();
        assertThat(scan(text)).isZero();
    }

    private int scan(String text) throws Exception {
        assumeTrue(
                Files.isExecutable(SCANNER),
                "secretlint is not installed; scripts/haios test does that where npm is there");
        return search("scan_for_secrets", text);
    }

    private int search(String how, String text) throws Exception {
        Files.writeString(clone.resolve("some.properties"), text + "\n");
        run("git init -q . && git add some.properties");
        return run(
                "repository=%s; say() { :; }; . scripts/lib/secrets.sh; cd %s && %s"
                        .formatted(REPOSITORY, clone, how),
                REPOSITORY);
    }

    private void run(String command) throws Exception {
        assertThat(run(command, clone)).isZero();
    }

    private static int run(String command, Path folder) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(List.of("bash", "-c", command))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        process.getInputStream().transferTo(OutputStream.nullOutputStream());
        assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
