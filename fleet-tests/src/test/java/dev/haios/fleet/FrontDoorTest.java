package dev.haios.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.haios.contracts.schema.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code haios up} and its companions bring the real fleet up and down, on ports of their own, and
 * from a clone that is built. They do so where there is no network to fetch anything from, if the
 * machine lets a test make such a place.
 */
class FrontDoorTest {

    @TempDir Path home;
    final Map<String, String> environment = new HashMap<>();
    final Map<String, Integer> ports = new HashMap<>();
    BuiltClone clone;
    @Nullable Nowhere nowhere;

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
            if (entry.get("enabled").asBoolean()) {
                ports.put(name, port);
            }
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

    @BeforeEach
    void make_a_clone_and_a_network() {
        clone = BuiltClone.in(home.resolve("clone"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        nowhere = Nowhere.open().orElse(null);
    }

    @AfterEach
    void stop_what_was_started() {
        haios("down");
        clone.close();
        if (nowhere != null) {
            nowhere.close();
        }
    }

    @Test
    void up_starts_everything_once_invoke_answers_down_ends_it_and_the_next_up_builds_nothing() {
        var up = haios("up");
        assertThat(up.exit()).as(up.output() + up.errors()).isZero();
        assertThat(up.output())
                .contains(
                        "registry",
                        "gateway",
                        "physics",
                        "http://127.0.0.1:" + ports.get("gateway"));

        var before = haios("status", "--json");
        var again = haios("up", "--no-invoke");
        assertThat(again.exit()).as(again.output() + again.errors()).isZero();
        var after = haios("status", "--json");
        assertThat(pids(after)).isEqualTo(pids(before)).hasSize(ports.size());

        var invoke = haios("invoke", "--cap", "classify", "quantum entanglement physics");
        assertThat(invoke.exit()).as(invoke.errors()).isZero();
        assertThat(invoke.output())
                .contains("physics", "tlc-domain-classifier", "ms", "artifacts/costs/");

        var services = haios("services");
        assertThat(services.output()).contains("tlc-domain-classifier", "llama-3.1-8b", "mock");
        var events = haios("events", "--type", "routing_receipt");
        assertThat(events.output()).contains("routing_receipt");

        var down = haios("down");
        assertThat(down.exit()).as(down.output() + down.errors()).isZero();
        assertThat(haios("status", "--json").output()).doesNotContain("\"health\":\"ok\"");

        var unpacked = unpacked();
        var second = haios("up", "--no-invoke", "gateway");
        assertThat(second.exit()).as(second.output() + second.errors()).isZero();
        assertThat(unpacked()).isEqualTo(unpacked).isNotEmpty();
        assertThat(clone.wasBuilt()).isFalse();
    }

    @Test
    void nothing_is_fetched_where_there_is_no_network() {
        assumeTrue(
                nowhere != null,
                "SKIPPED: no network namespace can be made here, so the front door was tried"
                        + " with the network of this machine");
        assertThat(nowhere.routes()).isEmpty();

        var elsewhere = haios("version");
        assertThat(elsewhere.exit()).as(elsewhere.errors()).isZero();
        assertThat(clone.wasBuilt()).isFalse();
    }

    @Test
    void a_source_newer_than_the_build_is_noticed() throws IOException {
        clone.age();

        var up = haios("up");

        assertThat(up.exit()).isEqualTo(3);
        assertThat(up.errors()).contains("the build failed");
        assertThat(clone.wasBuilt()).isTrue();
    }

    /** The command of the clone, run where there is no network if that can be had. */
    private Command.Result haios(String... arguments) {
        var command = new ArrayList<String>();
        if (nowhere != null) {
            command.addAll(nowhere.prefix());
        }
        command.add(clone.haios().toString());
        command.addAll(List.of(arguments));
        return Command.run(environment, command);
    }

    /** Everything that was unpacked from jars, with its date. */
    private List<String> unpacked() {
        try (var files = Files.walk(home.resolve("artifacts/build/apps"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file + " " + file.toFile().lastModified())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    private static List<Long> pids(Command.Result status) {
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
