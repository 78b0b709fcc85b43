package dev.haios.contracts.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.haios.contracts.schema.Examples.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

class ExamplesTest {

    private static final Contracts CONTRACTS = Contracts.load();

    static Stream<String> schemas() {
        return CONTRACTS.names().stream();
    }

    static Stream<Example> valid() {
        return Examples.all("valid");
    }

    static Stream<Example> invalid() {
        return Examples.all("invalid");
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void every_schema_is_itself_valid(String name) {
        var dialect = SchemaRegistry.withDialect(Dialects.getDraft202012());
        var metaSchema =
                dialect.getSchema(
                        SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(metaSchema.validate(CONTRACTS.schema(name))).isEmpty();
        assertThat(CONTRACTS.schema(name).path("$id").asString())
                .isEqualTo("https://haios.dev/contracts/" + name + ".schema.json");
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void every_schema_has_examples_that_are_fulfilled_and_that_are_not(String name) {
        assertThat(Examples.of(name, "valid")).isNotEmpty();
        assertThat(Examples.of(name, "invalid")).isNotEmpty();
    }

    @Test
    void every_schema_file_is_known_by_name_and_has_a_record() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("."))) {
            assertThat(
                            files.map(file -> file.getFileName().toString())
                                    .filter(file -> file.endsWith(".schema.json"))
                                    .map(file -> file.replace(".schema.json", "")))
                    .containsExactlyInAnyOrderElementsOf(CONTRACTS.names());
        }
        try (Stream<Path> folders = Files.list(Examples.FOLDER)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(CONTRACTS.names());
        }
        assertThat(Examples.RECORDS.keySet()).isEqualTo(CONTRACTS.names());
    }

    @ParameterizedTest
    @MethodSource("valid")
    void a_valid_example_is_accepted_bound_and_written_as_something_valid(Example example) {
        assertThat(CONTRACTS.violations(example.schema(), example.body())).isEmpty();

        Object bound = Examples.bind(example.schema(), example.bytes());
        byte[] written = Wire.mapper().writeValueAsBytes(bound);

        assertThat(CONTRACTS.violations(example.schema(), Wire.mapper().readTree(written)))
                .isEmpty();
        assertThat(Wire.read(written, bound.getClass())).isEqualTo(bound);
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void an_invalid_example_is_refused_for_the_documented_reason(Example example) {
        JsonNode expected =
                Wire.lenient()
                        .readTree(
                                Examples.FOLDER.resolve(example.schema()).resolve("refusals.json"))
                        .path(example.name());

        assertThat(refusals(example)).isEqualTo(texts(expected));
        assertThat(refusals(example)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void every_documented_reason_has_its_example(String name) {
        JsonNode expected =
                Wire.lenient().readTree(Examples.FOLDER.resolve(name).resolve("refusals.json"));

        assertThat(expected.propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        Examples.of(name, "invalid").stream().map(Example::name).toList());
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void an_invalid_example_is_refused_by_its_record_too(Example example) {
        // What else an event, a problem or a health report says is bounded by the schema only.
        if (example.name().endsWith("-absurd")
                && !example.schema().equals("service_registration")) {
            return;
        }
        assertThatThrownBy(() -> Examples.bind(example.schema(), example.bytes()))
                .as(example.toString())
                .isInstanceOfAny(JacksonException.class, IllegalArgumentException.class);
    }

    private static Map<String, String> refusals(Example example) {
        return CONTRACTS.violations(example.schema(), example.body()).stream()
                .collect(Collectors.toMap(Violation::pointer, Violation::detail));
    }

    private static Map<String, String> texts(JsonNode expected) {
        Map<String, String> texts = new TreeMap<>();
        expected.forEachEntry((pointer, detail) -> texts.put(pointer, detail.asString()));
        return texts;
    }
}
