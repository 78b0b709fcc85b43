package dev.haios.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.schema.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The compose file, the fleet file, the README and the services' own settings name one fleet. */
class ComposeFileTest {

    private static final Pattern README_ROW =
            Pattern.compile("(?m)^\\| `([a-z-]+)`(?: as `([a-z]+)`)?.*?\\| (\\d{4}) \\|");

    static final Map<String, Map<String, Object>> COMPOSE = new TreeMap<>();
    static final Map<String, Integer> FLEET = new TreeMap<>();

    @BeforeAll
    @SuppressWarnings("unchecked") // a test reads a document whose shape it then proves
    static void read() throws IOException {
        var text = Files.readString(Fleet.root().resolve("docker-compose.yml"));
        Map<String, Map<String, ?>> document =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        COMPOSE.putAll((Map<String, Map<String, Object>>) document.get("services"));
        var fleet =
                Wire.lenient()
                        .readTree(Files.readString(Fleet.root().resolve("config/fleet.json")));
        for (var service : fleet.get("services")) {
            FLEET.put(service.get("name").asString(), service.get("port").asInt());
        }
    }

    @Test
    void compose_starts_the_same_services_on_the_same_ports_on_loopback_only() {
        var published = new TreeMap<String, Integer>();
        COMPOSE.forEach((host, service) -> {
            var name = host.replace('-', '_');
            var ports = String.valueOf(service.get("ports"));
            int port = FLEET.getOrDefault(name, -1);
            assertThat(ports).as(name).isEqualTo("[127.0.0.1:" + port + ":" + port + "]");
            published.put(name, port);
        });
        assertThat(published).isEqualTo(FLEET);
    }

    @Test
    void every_container_is_checked_limited_and_without_rights() {
        COMPOSE.forEach((name, service) -> {
            assertThat(service).as(name).containsKeys("healthcheck", "mem_limit");
            assertThat(service.get("read_only")).as(name).isEqualTo(true);
            assertThat(String.valueOf(service.get("cap_drop"))).as(name).isEqualTo("[ALL]");
        });
    }

    @Test
    void the_readme_names_the_same_ports() throws IOException {
        var readme = Files.readString(Fleet.root().resolve("README.md"));
        var rows = new HashMap<String, Integer>();
        var matcher = README_ROW.matcher(readme);
        while (matcher.find()) {
            var name = matcher.group(2) != null ? matcher.group(2) : matcher.group(1);
            rows.put(
                    name.replace("-service", "").replace('-', '_'),
                    Integer.valueOf(matcher.group(3)));
        }
        assertThat(new TreeMap<>(rows)).isEqualTo(FLEET);
    }

    @Test
    void each_service_defaults_to_its_own_port() throws IOException {
        for (var member : Member.values()) {
            if (member.isAdapter()) {
                continue;
            }
            var yaml =
                    Files.readString(
                            Fleet.root()
                                    .resolve(member.module)
                                    .resolve("src/main/resources/application.yaml"));
            assertThat(yaml).contains("port: " + FLEET.get(member.wireName));
        }
    }
}
