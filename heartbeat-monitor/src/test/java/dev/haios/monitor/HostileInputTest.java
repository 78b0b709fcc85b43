package dev.haios.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.kit.testing.SettableTime;
import dev.haios.kit.testing.hostile.HostileInput;
import dev.haios.kit.testing.hostile.HostileLines;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileInputTest {

    @TempDir static Path home;

    private static FakeRegistry registry;
    private static MonitorUnderTest monitor;

    @BeforeAll
    static void start() {
        var time = new SettableTime(Instant.parse("2026-01-01T00:00:00Z"));
        registry = FakeRegistry.at(time);
        monitor = MonitorUnderTest.start(home, time, registry);
    }

    @AfterAll
    static void stop() {
        monitor.close();
        registry.close();
    }

    @Test
    void the_monitor_takes_no_body_anywhere() throws IOException, SQLException {
        assertThat(new HostileInput(monitor.url(), home).bodyless("/sweep").attack()).isEmpty();
    }

    @Test
    void no_request_line_or_header_makes_it_fail() throws IOException {
        assertThat(new HostileLines(monitor.url()).attack()).isGreaterThan(300);
        assertThat(monitor.http().get("/health").status()).isEqualTo(200);
    }
}
