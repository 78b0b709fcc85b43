package dev.haios.router;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static FakeRegistry registry;
    private static RouterUnderTest router;

    @BeforeAll
    static void start() {
        registry = FakeRegistry.empty();
        router = RouterUnderTest.ready(home, registry);
    }

    @AfterAll
    static void stop() {
        router.close();
        registry.close();
    }

    @Test
    void no_body_makes_the_router_fail() throws IOException, SQLException {
        var tallies = new HostileInput(router.url(), home).attack();
        assertThat(tallies).isNotEmpty();
        assertThat(tallies).allSatisfy(tally -> assertThat(tally.accepted()).isPositive());
    }

    @Test
    void no_request_line_or_header_makes_it_fail() throws IOException {
        assertThat(new HostileLines(router.url()).attack()).isGreaterThan(500);
        assertThat(router.http().get("/health").status()).isEqualTo(200);
    }
}
