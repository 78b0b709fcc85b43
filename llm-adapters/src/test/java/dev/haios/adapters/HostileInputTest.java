package dev.haios.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.schema.Wire;
import dev.haios.kit.testing.hostile.HostileInput;
import dev.haios.kit.testing.hostile.HostileLines;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class HostileInputTest {

    /** What of OpenAI's request is read here; it has many members more. */
    private static final JsonNode CHAT =
            Wire.mapper()
                    .readTree(
                            """
                            {"type":"object","required":["messages"],"properties":{
                              "messages":{"type":"array","minItems":1,"items":{
                                "type":"object","required":["role"],"properties":{
                                  "role":{"enum":["system","user","assistant","tool"]},
                                  "content":{"type":["string","null","array"]}}}},
                              "max_tokens":{"type":["integer","null"],"minimum":1},
                              "temperature":{"type":["number","null"],"minimum":0,"maximum":2},
                              "top_p":{"type":["number","null"],"minimum":0,"maximum":1},
                              "seed":{"type":["integer","null"]},
                              "stream":{"type":["boolean","null"]}}}
                            """);

    @TempDir Path home;

    @ParameterizedTest
    @ValueSource(strings = {"llama", "tlc"})
    void no_body_makes_an_adapter_fail(String name) throws IOException, SQLException {
        try (var adapter = Running.adapter(name, home)) {
            var tallies =
                    new HostileInput(adapter.url(), home)
                            .storeless()
                            .openAi("/v1/chat/completions", CHAT)
                            .openAi("/chat/completions", CHAT)
                            // Only the mock plays it.
                            .without("mock")
                            .attack();
            assertThat(tallies).hasSizeGreaterThanOrEqualTo(4);
            assertThat(tallies)
                    .filteredOn(tally -> tally.endpoint().endsWith("/invoke"))
                    .allSatisfy(tally -> assertThat(tally.accepted()).isPositive());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = "mock")
    void no_request_line_or_header_makes_it_fail(String name) throws IOException {
        try (var adapter = Running.adapter(name, home)) {
            assertThat(new HostileLines(adapter.url()).attack()).isGreaterThan(500);
            assertThat(adapter.http().get("/health").status()).isEqualTo(200);
        }
    }
}
