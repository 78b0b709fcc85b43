package dev.haios.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private final Report report = report();

    @Test
    void people_get_the_machine_a_table_for_each_load_and_what_became_of_the_targets() {
        assertThat(Markdown.of(report))
                .isEqualTo(
                        """
                        haios bench gateway, 2026-01-31T12:00:00Z, commit abc
                        2 cores (a processor), 15.5 GiB, JDK 25, Linux 6, load 0.25
                        1 round

                        POST /invoke

                        |              | calls/s | p99 ms | errors | spread |
                        |--------------|--------:|-------:|-------:|-------:|
                        | haios        |  12 000 |   7.00 |      0 |    0 % |
                        | bare         |  24 000 |   3.50 |      1 |    0 % |
                        | haios / bare |    0.50 |   2.00 |        |        |

                        | target        | seen |              |
                        |---------------|-----:|-------------:|
                        | at least half | 0.50 |          met |
                        | p99           |    7 |       MISSED |
                        | p50           |    - | not measured |

                        Skipped:

                        - etcd: not installed
                        """);
    }

    @Test
    void scripts_get_the_same_with_every_round() {
        var document = Document.of(report);

        assertThat(document.path("benchmark").asString()).isEqualTo("gateway");
        assertThat(document.path("machine").path("date").asString())
                .isEqualTo("2026-01-31T12:00:00Z");
        var load = document.path("loads").path(0);
        assertThat(load.path("contestants").path(0).path("name").asString()).isEqualTo("haios");
        assertThat(load.at("/contestants/0/typical/calls_per_s").asDouble()).isEqualTo(12_000);
        assertThat(load.at("/contestants/1/rounds/0/errors").asDouble()).isEqualTo(1);
        assertThat(load.at("/ratio/calls_per_s").asDouble()).isEqualTo(0.5);
        assertThat(load.path("ratio").has("errors")).isFalse();
        assertThat(document.at("/targets/0/met").asBoolean()).isTrue();
        assertThat(document.at("/targets/1/bound").asString()).isEqualTo("at_most");
        assertThat(document.at("/targets/2").has("met")).isFalse();
        assertThat(document.at("/skipped/0").asString()).isEqualTo("etcd: not installed");
    }

    @Test
    void this_machine_can_be_described() {
        var here = Machine.here(Path.of(".."), Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(here.cores()).isPositive();
        assertThat(here.date()).isEqualTo(NOW);
        assertThat(here.memoryGib()).isPositive();
        assertThat(Machine.here(Path.of("/"), Clock.systemUTC()).commit()).isEqualTo("unknown");
    }

    private static Report report() {
        var results = new Results();
        results.add(
                new Sample(
                        "POST /invoke",
                        "haios",
                        Map.of(
                                Metric.CALLS_PER_S, 12_000.0,
                                Metric.P99_MS, 7.0,
                                Metric.ERRORS, 0.0)));
        results.add(
                new Sample(
                        "POST /invoke",
                        "bare",
                        Map.of(
                                Metric.CALLS_PER_S, 24_000.0,
                                Metric.P99_MS, 3.5,
                                Metric.ERRORS, 1.0)));
        return new Report(
                "gateway",
                new Machine(2, "a processor", 15.5, "25", "Linux 6", NOW, "abc", 0.25),
                "1 round",
                "bare",
                results,
                List.of(
                        Target.atLeast(0.5, "at least half", 0.5),
                        Target.atMost(6, "p99", 7),
                        Target.atMost(1, "p50", Double.NaN)),
                List.of("etcd: not installed"),
                List.of());
    }
}
