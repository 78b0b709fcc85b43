package dev.haios.adapters.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haios.adapters.Running;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

class ChoiceTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "gpt", "TLC "})
    void an_unknown_adapter_stops_the_start_and_names_the_known_ones(
            String adapter, @TempDir Path home) {
        assertThatThrownBy(() -> Running.adapter(adapter, home))
                .hasRootCauseMessage(
                        "HAIOS_ADAPTER must be one of llama, tlc, openai, anthropic, gemini, grok, mock, but is '"
                                + adapter
                                + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "llama,8050",
        "tlc,8052",
        "mock,8059",
        "openai,8100",
        "anthropic,8101",
        "gemini,8102",
        "grok,8103"
    })
    void the_port_follows_from_the_adapter(String adapter, String port) throws IOException {
        assertThat(environment(adapter).getProperty("server.port")).isEqualTo(port);
    }

    @Test
    void the_adapter_comes_from_the_environment() throws IOException {
        var environment = environment("tlc");
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("HAIOS_ADAPTER", "mock")));

        assertThat(environment.getProperty("haios.llm.adapter")).isEqualTo("mock");
    }

    private static StandardEnvironment environment(String adapter) throws IOException {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("env", Map.of("HAIOS_ADAPTER", adapter)));
        new YamlPropertySourceLoader()
                .load("application", new ClassPathResource("application.yaml"))
                .forEach(environment.getPropertySources()::addLast);
        return environment;
    }
}
