package dev.haios.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ResultsTest {

    private final Results results = new Results();

    @Test
    void a_median_is_the_middle_or_the_mean_of_both_middles() {
        assertThat(Results.median(DoubleStream.of(9, 1, 5))).isEqualTo(5);
        assertThat(Results.median(DoubleStream.of(9, 1, 5, 6))).isEqualTo(5.5);
        assertThat(Results.median(DoubleStream.of(3, Double.NaN))).isEqualTo(3);
        assertThat(Results.median(DoubleStream.empty())).isNaN();
    }

    @Test
    void a_round_in_which_everything_was_slow_does_not_move_the_ratio() {
        round(100, 200);
        round(10, 20);
        round(110, 200);

        assertThat(results.ratio("load", "haios", "bare", Metric.CALLS_PER_S)).isEqualTo(0.5);
        assertThat(results.typical("load", "haios", Metric.CALLS_PER_S)).isEqualTo(100);
        assertThat(results.spread("load", "haios", Metric.CALLS_PER_S)).isEqualTo(1, within(1e-9));
    }

    @Test
    void errors_of_all_rounds_and_contestants_are_added_up() {
        results.add(new Sample("load", "haios", Map.of(Metric.ERRORS, 2.0)));
        results.add(new Sample("load", "haios", Map.of(Metric.ERRORS, 1.0)));
        results.add(new Sample("load", "bare", Map.of(Metric.ERRORS, 4.0)));
        results.add(new Sample("other", "bare", Map.of(Metric.RSS_MB, 4.0)));

        assertThat(results.typical("load", "haios", Metric.ERRORS)).isEqualTo(3);
        assertThat(results.errors()).isEqualTo(7);
    }

    @Test
    void what_nobody_measured_is_not_a_number_and_no_target_is_met_by_it() {
        double none = results.ratio("load", "haios", "bare", Metric.P99_MS);

        assertThat(none).isNaN();
        assertThat(Target.atMost(8, "p99", none).isMet()).isFalse();
        assertThat(Target.atLeast(8, "calls", none).isMet()).isFalse();
        assertThat(Target.atMost(8, "p99", none).verdict()).isEqualTo("not measured");
    }

    @Test
    void the_limit_itself_is_good() {
        assertThat(Target.atMost(8, "p99", 8).verdict()).isEqualTo("met");
        assertThat(Target.atMost(8, "p99", 8.01).verdict()).isEqualTo("MISSED");
        assertThat(Target.atLeast(8, "calls", 8).verdict()).isEqualTo("met");
        assertThat(Target.atLeast(8, "calls", 7.99).verdict()).isEqualTo("MISSED");
    }

    private void round(double ours, double theirs) {
        results.add(new Sample("load", "haios", Map.of(Metric.CALLS_PER_S, ours)));
        results.add(new Sample("load", "bare", Map.of(Metric.CALLS_PER_S, theirs)));
    }
}
