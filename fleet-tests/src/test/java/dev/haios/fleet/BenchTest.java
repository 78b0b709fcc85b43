package dev.haios.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.haios.contracts.schema.Wire;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The benchmarks run and report; how fast anything is does not matter here. */
class BenchTest {

    private static final int BROKEN = 3;

    @TempDir Path home;

    @Test
    void a_second_of_each_call_gives_figures_ratios_and_verdicts_and_leaves_nothing_running() {
        var bench =
                bench(
                        "registry",
                        "--rounds",
                        "1",
                        "--seconds",
                        "1",
                        "--warm-up",
                        "0",
                        "--services",
                        "100",
                        "--concurrency",
                        "4",
                        "--json");
        assumeFalse(
                bench.exit() == BROKEN && bench.errors().contains("is missing"), "wrk is missing");
        assertThat(bench.exit()).as(bench.errors()).isZero();

        var report = Wire.lenient().readTree(bench.output());
        assertThat(report.path("machine").path("cores").asInt()).isPositive();
        assertThat(report.path("loads")).hasSize(3);
        for (var load : report.path("loads")) {
            for (var who : List.of("haios", "bare")) {
                var typical = contestant(load, who).orElseThrow().path("typical");
                assertThat(typical.path("calls").asDouble()).as(load.toString()).isPositive();
                assertThat(typical.path("cpu_us").asDouble()).isPositive();
                assertThat(typical.path("p99_ms").asDouble())
                        .isGreaterThanOrEqualTo(typical.path("p50_ms").asDouble());
                assertThat(typical.path("errors").asInt(-1)).isZero();
            }
            assertThat(load.path("ratio").path("calls_per_s").asDouble()).isPositive();
        }
        assertThat(report.path("targets"))
                .allSatisfy(target -> assertThat(target.has("met")).as(target.toString()).isTrue());

        assertThat(ProcessHandle.allProcesses())
                .noneMatch(process ->
                        process.info()
                                .commandLine()
                                .filter(line -> line.contains(home.toString()))
                                .isPresent());
    }

    private Command.Result bench(String... arguments) {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Dhaios.repository=" + Fleet.root(),
                                "-jar",
                                Fleet.root().resolve("bench/target/bench.jar").toString()));
        command.addAll(List.of(arguments));
        return Command.run(Map.of("HAIOS_HOME", home.toString()), command);
    }

    private static Optional<JsonNode> contestant(JsonNode load, String name) {
        return load.path("contestants")
                .valueStream()
                .filter(row -> row.path("name").asString("").equals(name))
                .findFirst();
    }
}
