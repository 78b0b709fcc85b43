package dev.haios.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.kit.testing.TestService;
import dev.haios.kit.testing.hostile.HostileInput;
import dev.haios.kit.testing.hostile.HostileLines;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileInputTest {

    @TempDir static Path home;

    private static TestService stream;

    @BeforeAll
    static void start() {
        stream = TestService.start(EventStreamApplication.class, home);
    }

    @AfterAll
    static void stop() {
        stream.close();
    }

    @Test
    void no_body_makes_the_stream_fail_or_adds_an_event_that_was_refused()
            throws IOException, SQLException {
        var tallies =
                new HostileInput(stream.url(), home)
                        .knowing("event_type", "alert", "task", "status_update")
                        .attack();
        assertThat(tallies).hasSizeGreaterThanOrEqualTo(2);
        assertThat(tallies).allSatisfy(tally -> assertThat(tally.accepted()).isPositive());
    }

    @Test
    void no_request_line_or_header_makes_it_fail() throws IOException {
        assertThat(new HostileLines(stream.url()).attack()).isGreaterThan(500);
        assertThat(stream.http().get("/health").status()).isEqualTo(200);
    }
}
