package dev.haios.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.schema.Wire;
import dev.haios.kit.testing.TestService;
import dev.haios.kit.toy.ToyApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Whatever a caller's text is logged as, it is one record, and the service's own. What holds here
 * holds in every service that takes its log format from the kit, and the second test sees to that.
 */
class LogForgingTest {

    private static final Logger LOG = LoggerFactory.getLogger(LogForgingTest.class);

    private static final List<String> ATTEMPTS =
            List.of(
                    "a\r\n{\"@timestamp\":\"FORGED\",\"level\":\"FORGED\"}",
                    "b\nFORGED",
                    "c\rFORGED",
                    "d\u001b[2J\u001b[31mFORGED",
                    "e\b\b\u0000\u007fFORGED",
                    "f\u0085\u2028\u2029\u009b2J\u202eFORGED",
                    "g\",\"level\":\"FORGED\",\"x\":\"\\",
                    "h${jndi:ldap://127.0.0.1/FORGED}%n{}",
                    "i\ud800FORGED");

    @TempDir Path home;

    @Test
    void text_in_a_message_an_argument_an_exception_or_the_context_stays_inside_its_record()
            throws IOException {
        var file = home.resolve("toy.log");
        try (var _ = TestService.start(ToyApplication.class, home, "logging.file.name=" + file)) {
            for (var attempt : ATTEMPTS) {
                LOG.warn(attempt);
                LOG.warn("asked for {}", attempt);
                LOG.warn("broke", new IllegalStateException(attempt));
                try (var _ = MDC.putCloseable("trace_id", attempt)) {
                    LOG.warn("in a context");
                }
            }
        }

        var records =
                Files.readAllLines(file).stream().filter(line -> line.contains("FORGED")).toList();
        assertThat(records)
                .hasSize(4 * ATTEMPTS.size())
                .allSatisfy(line -> {
                    assertThat(line).matches("[^\\p{Cntrl}&&[^\u007f]]*");
                    var record = Wire.lenient().readTree(line);
                    assertThat(record.path("@timestamp").asString()).startsWith("20");
                    assertThat(record.path("level").asString()).isEqualTo("WARN");
                    assertThat(record.path("logger_name").asString())
                            .isEqualTo(LogForgingTest.class.getName());
                });
    }

    @Test
    void no_service_has_a_log_format_of_its_own() throws IOException {
        var resources = new ArrayList<Path>();
        try (var modules = Files.newDirectoryStream(Path.of(".."), Files::isDirectory)) {
            for (var module : modules) {
                var folder = module.resolve("src/main/resources");
                if (Files.isDirectory(folder)) {
                    try (var files = Files.newDirectoryStream(folder)) {
                        files.forEach(resources::add);
                    }
                }
            }
        }
        assertThat(resources).anyMatch(file -> file.endsWith("application.yaml"));
        for (var file : resources) {
            var name = file.getFileName().toString();
            assertThat(name).as("configures logging").doesNotStartWith("logback");
            if (name.startsWith("application")) {
                assertThat(file).content().doesNotContain("structured:", "logging.pattern");
            }
        }
    }
}
