package dev.haios.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.schema.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** {@code haios up} and its companions bring the real fleet up and down, on ports of their own. */
class FrontDoorTest {

    @TempDir Path home;
    final Map<String, String> environment = new HashMap<>();
    final Map<String, Integer> ports = new HashMap<>();

    /** The real fleet file, with free ports and jars named from here. */
    @BeforeEach
    void write_fleet_file() throws IOException {
        var config = Files.createDirectories(home.resolve("config"));
        Files.copy(
                Fleet.root().resolve("config/providers.matrix.json"),
                config.resolve("providers.matrix.json"));
        var fleet =
                (ObjectNode)
                        Wire.lenient()
                                .readTree(
                                        Files.readString(
                                                Fleet.root().resolve("config/fleet.json")));
        for (var service : fleet.get("services")) {
            var entry = (ObjectNode) service;
            int port = Fleet.freePort();
            var name = entry.get("name").asString();
            ports.put(name, port);
            entry.put("port", port);
            entry.put("jar", Fleet.root().resolve(entry.get("jar").asString()).toString());
            environment.put(
                    "HAIOS_" + name.toUpperCase(java.util.Locale.ROOT) + "_URL",
                    "http://127.0.0.1:" + port);
        }
        var file = Files.writeString(config.resolve("fleet.json"), fleet.toString());
        environment.put("HAIOS_HOME", home.toString());
        environment.put("HAIOS_TRAINING", "off");
        environment.put("HAIOS_FLEET_FILE", file.toString());
    }

    @AfterEach
    void stop_what_was_started() {
        Command.haios(environment, "down");
    }

    @Test
    void up_starts_everything_once_invoke_answers_and_down_ends_it() {
        var up = Command.haios(environment, "up");
        assertThat(up.exit()).as(up.output() + up.errors()).isZero();
        assertThat(up.output())
                .contains(
                        "registry",
                        "gateway",
                        "physics",
                        "http://127.0.0.1:" + ports.get("gateway"));

        var before = Command.haios(environment, "status", "--json");
        var again = Command.haios(environment, "up", "--no-invoke");
        assertThat(again.exit()).as(again.output() + again.errors()).isZero();
        var after = Command.haios(environment, "status", "--json");
        assertThat(pids(after)).isEqualTo(pids(before)).hasSize(ports.size());

        var invoke =
                Command.haios(
                        environment, "invoke", "--cap", "classify", "quantum entanglement physics");
        assertThat(invoke.exit()).as(invoke.errors()).isZero();
        assertThat(invoke.output())
                .contains("physics", "tlc-domain-classifier", "ms", "artifacts/costs/");

        var services = Command.haios(environment, "services");
        assertThat(services.output()).contains("tlc-domain-classifier", "llama-3.1-8b", "mock");
        var events = Command.haios(environment, "events", "--type", "routing_receipt");
        assertThat(events.output()).contains("routing_receipt");

        var down = Command.haios(environment, "down");
        assertThat(down.exit()).as(down.output() + down.errors()).isZero();
        assertThat(Command.haios(environment, "status", "--json").output())
                .doesNotContain("\"health\":\"ok\"");
    }

    @Test
    @EnabledIfSystemProperty(
            named = "haios.long",
            matches = "true",
            disabledReason = "trains the real fleet a second time, which takes minutes")
    void training_beside_a_live_fleet_changes_nothing_in_it_and_the_next_up_starts_from_caches() {
        assertThat(Command.haios(environment, "up").exit()).isZero();
        var services = registered();

        var train = Command.haios(environment, Duration.ofMinutes(15), "train");

        assertThat(train.exit()).as(train.errors()).isZero();
        assertThat(train.errors()).doesNotContain("rehearsal:");
        assertThat(registered()).isEqualTo(services);
        assertThat(home.resolve("artifacts/run/training")).doesNotExist();
        Command.haios(environment, "down");
        assertThat(Command.haios(environment, "up").output()).contains("caches      trained\n");
    }

    /** Who is registered, by id: whoever registers again gets another. */
    private java.util.Set<String> registered() {
        var services = Command.haios(environment, "services", "--json").output();
        return new java.util.TreeSet<>(
                Wire.lenient().readTree(services).findValuesAsString("service_id"));
    }

    private static java.util.List<Long> pids(Command.Result status) {
        return Wire.lenient().readTree(status.output()).findValues("pid").stream()
                .map(pid -> pid.asLong())
                .toList();
    }

    @Test
    void a_port_that_somebody_else_holds_is_named_with_its_holder() throws IOException {
        int port = ports.getOrDefault("registry", 0);
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            var up = Command.haios(environment, "up", "registry");
            assertThat(up.exit()).isNotZero();
            assertThat(up.output() + up.errors())
                    .contains(Integer.toString(port))
                    .contains(Long.toString(ProcessHandle.current().pid()));
        }
    }
}
