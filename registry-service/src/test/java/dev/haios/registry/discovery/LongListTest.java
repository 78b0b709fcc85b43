package dev.haios.registry.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.registry.TestRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Long lists count as memory, since their readers may be slow and many. */
class LongListTest {

    @Test
    void a_list_for_which_there_is_no_memory_is_refused_and_a_shorter_one_is_not(
            @TempDir Path home) {
        try (var registry = TestRegistry.start(home, "haios.web.max-held=100KB")) {
            for (int i = 0; i < 250; i++) {
                registry.register("service-" + i);
            }
            var refused = registry.http().get("/services");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.problem().type()).isEqualTo("urn:haios:problem:overloaded");
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            assertThat(registry.list("/services?limit=50").items()).hasSize(50);
            assertThat(registry.http().get("/metrics").body())
                    .containsPattern("haios_http_held_bytes\\{[^}]*} 0.0");
        }
    }
}
