package dev.haios.kit.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.kit.testing.TestService;
import dev.haios.kit.toy.ToyApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.Environment;

/** What stands in {@code .env} in the home reaches a service. */
class DotEnvTest {

    @TempDir Path home;

    @Test
    void a_setting_is_read_above_the_files_and_below_what_is_given() throws IOException {
        Files.writeString(
                home.resolve(".env"),
                """
                # mine
                export TOY_KEY="sk-1" # not yours
                TOY_BLANK=
                haios.presence.max-backoff=17s
                haios.presence.ttl=1s
                """);
        try (var toy =
                TestService.start(
                        ToyApplication.class,
                        home,
                        "haios.presence.ttl=91s",
                        "toy.key=${TOY_KEY:}",
                        "toy.blank=${TOY_BLANK:usual}")) {
            var environment = toy.bean(Environment.class);
            assertThat(environment.getProperty("toy.key")).isEqualTo("sk-1");
            assertThat(environment.getProperty("toy.blank")).isEqualTo("usual");
            assertThat(environment.getProperty("haios.presence.max-backoff")).isEqualTo("17s");
            assertThat(environment.getProperty("haios.presence.ttl")).isEqualTo("91s");
        }
    }
}
