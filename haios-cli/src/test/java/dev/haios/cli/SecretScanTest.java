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
import org.junit.jupiter.api.BeforeEach;
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

    @BeforeEach
    void needs_the_scanner() {
        assumeTrue(
                Files.isExecutable(SCANNER),
                "secretlint is not installed; scripts/haios test does that where npm is there");
    }

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
                "the operator's token lies in artifacts/secrets/operator.token"
            })
    void ordinary_text_passes(String text) throws Exception {
        assertThat(scan(text)).isZero();
    }

    private int scan(String text) throws Exception {
        Files.writeString(clone.resolve("some.properties"), text + "\n");
        run("git init -q . && git add some.properties");
        return run(
                "repository=%s; say() { :; }; . scripts/lib/secrets.sh; cd %s && scan_for_secrets"
                        .formatted(REPOSITORY, clone),
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
