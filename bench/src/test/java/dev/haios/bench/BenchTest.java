package dev.haios.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line, as far as nothing is started. */
class BenchTest {

    private final PrintStream realOut = System.out;
    private final PrintStream realErr = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(out, true, UTF_8));
        System.setErr(new PrintStream(err, true, UTF_8));
    }

    @AfterEach
    void restore() {
        System.setOut(realOut);
        System.setErr(realErr);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "registry", "stream", "startup", "memory"})
    void the_help_names_every_benchmark_and_each_has_its_own(String benchmark) {
        assertThat(Bench.run("--help")).isZero();
        assertThat(out.toString(UTF_8)).contains(benchmark, "Exit codes");
        out.reset();

        assertThat(Bench.run(benchmark, "--help")).isZero();
        assertThat(out.toString(UTF_8)).contains("--rounds", "--seconds", "--json", "baseline");
    }

    @ParameterizedTest
    @CsvSource({
        "gateway --rounds 0, --rounds must be from 1 to 100",
        "gateway --seconds 4000, --seconds must be from 1",
        "gateway --concurrency -1, --concurrency must be from 0",
        "registry --services 5, --services must be from 10",
        "registry --rounds many, is not an int",
        "registry --no-such-option, Unknown option",
        "no-such-benchmark, Unmatched argument",
    })
    void wrong_usage_is_named_before_anything_is_started(String line, String complaint) {
        assertThat(Bench.run(line.split(" "))).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains(complaint);
    }
}
