package dev.haios.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.kit.testing.hostile.HostileInput;
import dev.haios.kit.testing.hostile.HostileLines;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileInputTest {

    @TempDir static Path home;

    private static TestRegistry registry;

    @BeforeAll
    static void start() {
        registry = TestRegistry.start(home);
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    @Test
    void no_body_makes_the_registry_fail_or_changes_it_by_a_refused_call()
            throws IOException, SQLException {
        var tallies =
                new HostileInput(registry.url(), home)
                        .knowing("service_id", "one", "other", "nobody")
                        .knowing("id", "one", "other", "nobody")
                        .knowing("url", "http://127.0.0.1:9/path", "https://localhost/a%20b")
                        .knowing("name", "one", "other", "a new one")
                        .beforeEach(HostileInputTest::two_are_registered)
                        .attack();
        assertThat(tallies).hasSizeGreaterThanOrEqualTo(7);
        assertThat(tallies).allSatisfy(tally -> assertThat(tally.accepted()).isPositive());
    }

    private static void two_are_registered() {
        for (var id : List.of("one", "other")) {
            var answer =
                    registry.http()
                            .post(
                                    "/register",
                                    """
                                    {"service_id":"%s","name":"%s","type":"model","role":"staging",
                                     "url":"http://127.0.0.1:9/own/%s","caps":["infer"]}
                                    """
                                            .formatted(id, id, id));
            assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
        }
    }

    @Test
    void no_request_line_or_header_makes_it_fail() throws IOException {
        assertThat(new HostileLines(registry.url()).attack()).isGreaterThan(500);
        assertThat(registry.http().get("/health").status()).isEqualTo(200);
    }
}
