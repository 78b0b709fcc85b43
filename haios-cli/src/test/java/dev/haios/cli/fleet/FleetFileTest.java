package dev.haios.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.cli.testing.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class FleetFileTest {

    @TempDir Path home;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"services\":[{\"name\":\"a\"}]} | display",
                "{\"services\":[SERVICE(a,1,b)]} | a depends on b, which is not listed before it",
                "{\"services\":[SERVICE(a,1,),SERVICE(a,2,)]} | a is listed twice",
                "{\"services\":[SERVICE(a,1,),SERVICE(b,1,)]} | port 1 is given to two services",
                "{\"services\":[SERVICE(A,1,)]} | must match",
                "{\"services\":[SERVICE(a,70000,)]} | port 70000 is not in 1..65535",
                "{\"servces\":[]} | servces",
                "not json | not valid",
            })
    void a_file_that_cannot_be_right_is_refused_with_the_reason(String file, String reason)
            throws IOException {
        String expanded =
                file.replaceAll(
                                "SERVICE\\((\\w+),(\\d+),(\\w+)\\)",
                                "{\"name\":\"$1\",\"display\":\"x\",\"jar\":\"x\",\"port\":$2,\"enabled\":true,\"depends_on\":[\"$3\"]}")
                        .replaceAll(
                                "SERVICE\\((\\w+),(\\d+),\\)",
                                "{\"name\":\"$1\",\"display\":\"x\",\"jar\":\"x\",\"port\":$2,\"enabled\":true}");
        Files.createDirectories(home.resolve("config"));
        Files.writeString(home.resolve("config/fleet.json"), expanded);

        Cli.Run run = new Cli(home).run("status");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("fleet.json is not valid", reason);
    }

    @Test
    void a_missing_file_says_where_it_was_expected() {
        Cli.Run run = new Cli(home).run("status");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(home.resolve("config/fleet.json").toString());
    }

    @Test
    void another_file_can_be_named() throws IOException {
        Files.writeString(home.resolve("mine.json"), "{\"services\":[]}");

        Cli.Run run = new Cli(home).with("HAIOS_FLEET_FILE", "mine.json").run("status");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("lists no service");
    }

    @Test
    void the_fleet_of_the_repository_is_complete_and_in_start_order() {
        Cli.Run run =
                new Cli(home)
                        .with(
                                "HAIOS_FLEET_FILE",
                                Path.of("../config/fleet.json").toAbsolutePath().toString())
                        .run("status", "--json");

        StringBuilder ports = new StringBuilder();
        for (JsonNode service : run.json().path("services")) {
            ports.append(service.path("name").asString())
                    .append('=')
                    .append(service.path("port").asInt())
                    .append(' ');
        }
        assertThat(ports.toString())
                .contains(
                        "registry=6121",
                        "heartbeat_monitor=6109",
                        "event_stream=6102",
                        "provider_router=6103",
                        "gateway=6120",
                        "tlc=8052",
                        "llama=8050",
                        "mock=8059");
    }
}
