package dev.haios.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class UsageTest {

    @Test
    void a_command_with_blanks_and_brackets_does_not_shift_the_times() {
        var stat = "77 (a (b) c) S 1 77 77 0 -1 4194304 900 0 12 0 345 67 8 9 20 0 12 0 4711 1 2 3";

        assertThat(Usage.ticks(stat)).isEqualTo(345 + 67);
    }

    @Test
    void memory_is_read_by_its_name() {
        var rollup =
                """
                55d0-7ffe ---p 00000000 00:00 0                          [rollup]
                Rss:              204800 kB
                Pss:              102400 kB
                Pss_Dirty:         51200 kB
                """;

        assertThat(Usage.kib(rollup, "Rss")).isEqualTo(204_800);
        assertThat(Usage.kib(rollup, "Pss")).isEqualTo(102_400);
        assertThatThrownBy(() -> Usage.kib(rollup, "Swap")).isInstanceOf(Broken.class);
    }

    @Test
    void this_process_uses_both_and_one_that_is_gone_breaks_the_run() throws Exception {
        var self = List.of(ProcessHandle.current().pid());

        assertThat(Usage.cpuMicros(self)).isPositive();
        assertThat(Usage.memory(self).rssMb()).isGreaterThanOrEqualTo(Usage.memory(self).pssMb());

        var gone = new ProcessBuilder("true").start();
        gone.waitFor();
        assertThatThrownBy(() -> Usage.cpuMicros(List.of(gone.pid())))
                .isInstanceOf(Broken.class)
                .hasMessageContaining(Long.toString(gone.pid()));
    }
}
