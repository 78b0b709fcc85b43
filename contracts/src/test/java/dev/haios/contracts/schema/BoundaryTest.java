package dev.haios.contracts.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.schema.Examples.Example;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A schema and its record refuse the same bodies: every member of every valid example is replaced
 * by values around every limit, and both must agree on each.
 */
class BoundaryTest {

    private static final Contracts CONTRACTS = Contracts.load();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> TEXTS =
            List.of(
                    "",
                    "a",
                    "A",
                    "0",
                    "a b",
                    "a/b",
                    "a//b",
                    "../a",
                    "a/..",
                    "a/../b",
                    ".a",
                    "-a",
                    "_",
                    "a\n",
                    "a\r",
                    "\t",
                    "\u007f",
                    "é",
                    "\u2028",
                    "😀",
                    "a:b",
                    "a.b",
                    "a@b",
                    "a*",
                    "ok",
                    "OK",
                    "paused",
                    "production",
                    "http://a",
                    "https://a/",
                    "HTTP://a",
                    "http://",
                    "http:///a",
                    "http://a b",
                    "http://a/é",
                    "http://a/b c",
                    "http://a?b",
                    "http://a#b",
                    "http://u@a",
                    "http://[::1]:80/x",
                    "ftp://a",
                    "2026-01-31T12:00:00Z",
                    "2026-01-31T12:00:00.123456789Z",
                    "2026-01-31T12:00:00.1234567890Z",
                    "2026-01-31T12:00:00.Z",
                    "2026-01-31t12:00:00z",
                    "2026-01-31T12:00:00+00:00",
                    "2026-02-29T12:00:00Z",
                    "2024-02-29T12:00:00Z",
                    "2026-01-31T24:00:00Z",
                    "2026-06-30T23:59:60Z",
                    "2026-01-31T12:00Z",
                    "0000-01-01T00:00:00Z",
                    "10000-01-01T00:00:00Z",
                    "1e3",
                    "null",
                    "{}");

    private static final List<Spot> SPOTS =
            valid().flatMap(example ->
                            places(example.schema(), example.body()).stream()
                                    .map(place ->
                                            new Spot(example.schema(), example.body(), place)))
                    .toList();

    static Stream<Example> valid() {
        return Examples.all("valid");
    }

    @ParameterizedTest
    @MethodSource("valid")
    void a_schema_and_its_record_agree_around_every_limit(Example example) {
        List<JsonNode> probes = probes(CONTRACTS.schema(example.schema()));
        JsonNode body = example.body();
        for (JsonPointer place : places(example.schema(), body)) {
            for (JsonNode probe : probes) {
                agree(example.schema(), with(body, place, probe));
            }
            agree(example.schema(), without(body, place));
            if (body.at(place).isObject()) {
                agree(
                        example.schema(),
                        with(body, place.appendProperty("surplus"), NODES.numberNode(1)));
            }
            if (body.at(place).isArray() && !body.at(place).isEmpty()) {
                JsonNode first = body.at(place).get(0);
                for (int size : List.of(2, 16, 17, 64, 65, 256, 257, 1000, 1001)) {
                    agree(example.schema(), with(body, place, repeated(first, size)));
                    agree(example.schema(), with(body, place, numbered(first, size)));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("valid")
    void an_explicit_null_is_refused_where_nothing_says_otherwise(Example example) {
        JsonNode body = example.body();
        for (JsonPointer place : places(example.schema(), body)) {
            if (!place.toString().startsWith("/label")) {
                JsonNode nulled = with(body, place, NODES.nullNode());
                assertThat(CONTRACTS.violations(example.schema(), nulled))
                        .as(place + " in " + nulled)
                        .isNotEmpty();
            }
        }
    }

    @Property(tries = 2000)
    void a_schema_and_its_record_agree_on_random_texts_and_numbers(
            @ForAll String text,
            @ForAll long whole,
            @ForAll double number,
            @ForAll @IntRange(max = 1_000_000) int choice) {
        Spot spot = SPOTS.get(choice % SPOTS.size());
        agree(spot.schema, with(spot.body, spot.place, NODES.stringNode(text)));
        agree(spot.schema, with(spot.body, spot.place, NODES.numberNode(whole)));
        agree(spot.schema, with(spot.body, spot.place, Wire.mapper().readTree("" + number)));
    }

    private static void agree(String schema, JsonNode body) {
        byte[] text = Wire.mapper().writeValueAsBytes(body);
        List<Violation> violations = CONTRACTS.violations(schema, Wire.mapper().readTree(text));
        assertThat(binds(schema, text))
                .as(() -> schema + " says " + violations + " to " + body)
                .isEqualTo(violations.isEmpty());
    }

    private static boolean binds(String schema, byte[] body) {
        try {
            Examples.bind(schema, body);
            return true;
        } catch (JacksonException | IllegalArgumentException refused) {
            return false;
        }
    }

    /** Values around every number and length that the schema names, and some that break habits. */
    private static List<JsonNode> probes(JsonNode schema) {
        Set<JsonNode> probes = new LinkedHashSet<>();
        TEXTS.forEach(text -> probes.add(NODES.stringNode(text)));
        for (String number :
                List.of(
                        "-1",
                        "0",
                        "0.5",
                        "1",
                        "1.0",
                        "2",
                        "1e2",
                        "1e400",
                        "-1e400",
                        "1e999999999")) {
            probes.add(Wire.mapper().readTree(number));
        }
        probes.add(NODES.booleanNode(true));
        probes.add(NODES.objectNode());
        probes.add(NODES.arrayNode());
        probes.add(NODES.arrayNode().add(NODES.nullNode()));
        probes.add(NODES.arrayNode().add(1.5));
        for (JsonNode limit : limits(schema)) {
            for (String step : List.of("-1", "-0.001", "0", "0.001", "1")) {
                JsonNode shift = Wire.mapper().readTree(step);
                if (limit.isIntegralNumber() && shift.isIntegralNumber()) {
                    probes.add(
                            NODES.numberNode(limit.bigIntegerValue().add(shift.bigIntegerValue())));
                } else {
                    probes.add(NODES.numberNode(limit.decimalValue().add(shift.decimalValue())));
                }
            }
        }
        for (JsonNode length : lengths(schema)) {
            for (int size : List.of(length.asInt() - 1, length.asInt(), length.asInt() + 1)) {
                probes.add(NODES.stringNode("a".repeat(Math.max(0, size))));
                probes.add(NODES.stringNode("😀".repeat(Math.max(0, size))));
                probes.add(NODES.stringNode("http://a/".concat("a".repeat(Math.max(0, size - 9)))));
            }
        }
        return List.copyOf(probes);
    }

    private static List<JsonNode> limits(JsonNode schema) {
        return Stream.of("minimum", "maximum")
                .flatMap(keyword -> schema.findValues(keyword).stream())
                .filter(limit -> Math.abs(limit.doubleValue()) < 1e200)
                .distinct()
                .toList();
    }

    private static List<JsonNode> lengths(JsonNode schema) {
        return schema.findValues("maxLength").stream()
                .filter(length -> length.asInt() <= 4096)
                .distinct()
                .toList();
    }

    /** Every member of a body that its record knows and bounds. */
    private static List<JsonPointer> places(String schema, JsonNode body) {
        List<JsonPointer> places = new ArrayList<>();
        collect(body, JsonPointer.empty(), places);
        JsonNode rule = CONTRACTS.schema(schema);
        boolean open = rule.path("additionalProperties").isObject();
        places.removeIf(place -> open && !isKnown(place, rule));
        places.removeIf(place -> isOpaque(place.toString()));
        return places;
    }

    private static boolean isKnown(JsonPointer place, JsonNode rule) {
        return rule.path("properties").has(place.getMatchingProperty());
    }

    /** What is handed through, or bounded by the schema only: see the records' own tests. */
    private static boolean isOpaque(String place) {
        return place.startsWith("/payload/")
                || place.startsWith("/params/")
                || place.startsWith("/data/")
                || place.matches("/events/\\d+/data/.*")
                || place.matches("/errors.*");
    }

    private static void collect(JsonNode node, JsonPointer at, List<JsonPointer> places) {
        if (!at.matches()) {
            places.add(at);
        }
        if (node instanceof ObjectNode object) {
            object.forEachEntry((name, child) -> collect(child, at.appendProperty(name), places));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                collect(array.get(i), at.appendIndex(i), places);
            }
        }
    }

    private static JsonNode with(JsonNode body, JsonPointer place, JsonNode value) {
        JsonNode copy = body.deepCopy();
        switch (copy.at(place.head())) {
            case ObjectNode object -> object.set(place.last().getMatchingProperty(), value);
            case ArrayNode array -> array.set(place.last().getMatchingIndex(), value);
            default -> throw new IllegalArgumentException(place.toString());
        }
        return copy;
    }

    private static JsonNode without(JsonNode body, JsonPointer place) {
        JsonNode copy = body.deepCopy();
        switch (copy.at(place.head())) {
            case ObjectNode object -> object.remove(place.last().getMatchingProperty());
            case ArrayNode array -> array.remove(place.last().getMatchingIndex());
            default -> throw new IllegalArgumentException(place.toString());
        }
        return copy;
    }

    private static JsonNode repeated(JsonNode item, int size) {
        ArrayNode list = NODES.arrayNode();
        for (int i = 0; i < size; i++) {
            list.add(item);
        }
        return list;
    }

    private static JsonNode numbered(JsonNode item, int size) {
        ArrayNode list = NODES.arrayNode();
        for (int i = 0; i < size; i++) {
            list.add(item.isString() ? NODES.stringNode("a" + i) : NODES.numberNode(9000 + i));
        }
        return list;
    }

    /** One member of one example. */
    private record Spot(String schema, JsonNode body, JsonPointer place) {}
}
