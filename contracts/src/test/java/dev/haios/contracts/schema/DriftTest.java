package dev.haios.contracts.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** A record and its schema are written twice and must say the same. */
class DriftTest {

    private static final Contracts CONTRACTS = Contracts.load();

    /** A single event needs no id; the batch's own constructor asks for it. */
    private static final String REQUIRED_BY_THE_BATCH = "event_batch.events[].event_id";

    private static final Map<Class<?>, String> JSON_TYPES =
            Map.of(
                    int.class, "integer",
                    Integer.class, "integer",
                    long.class, "integer",
                    Long.class, "integer",
                    double.class, "number",
                    Double.class, "number",
                    BigDecimal.class, "number",
                    boolean.class, "boolean",
                    Boolean.class, "boolean",
                    String.class, "string");

    static Stream<String> schemas() {
        return CONTRACTS.names().stream();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void a_record_has_the_fields_types_and_options_of_its_schema(String name) {
        JsonNode schema = CONTRACTS.schema(name);
        compareRecord(name, Examples.recordOf(name), schema, schema);
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void every_part_of_a_schema_is_described_and_bounded(String name) {
        walk(name, CONTRACTS.schema(name));
    }

    @Test
    void a_definition_that_several_schemas_repeat_is_the_same_in_all() {
        Map<String, JsonNode> seen = new HashMap<>();
        for (String name : CONTRACTS.names()) {
            CONTRACTS
                    .schema(name)
                    .path("$defs")
                    .forEachEntry((definition, rule) ->
                            assertThat(rule)
                                    .as(definition + " in " + name)
                                    .isEqualTo(seen.computeIfAbsent(definition, _ -> rule)));
        }
        JsonNode batch = CONTRACTS.schema("heartbeat_batch").at("/$defs/service_heartbeat");
        JsonNode single = CONTRACTS.schema("service_heartbeat");
        assertThat(batch.path("properties")).isEqualTo(single.path("properties"));
        assertThat(batch.path("required")).isEqualTo(single.path("required"));
    }

    private static void compareRecord(String place, Class<?> type, JsonNode rule, JsonNode root) {
        Map<String, RecordComponent> fields = new LinkedHashMap<>();
        boolean open = false;
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonAnyGetter.class)) {
                open = true;
            } else {
                fields.put(wireName(component), component);
            }
        }
        List<String> known = List.copyOf(rule.path("properties").propertyNames());
        if (open) {
            assertThat(known).as(place).containsAll(fields.keySet());
            assertThat(rule.path("additionalProperties").isObject()).as(place).isTrue();
        } else {
            assertThat(known).as(place).containsExactlyElementsOf(fields.keySet());
            assertThat(rule.path("additionalProperties").asBoolean(true)).as(place).isFalse();
        }
        List<String> required =
                rule.path("required").valueStream().map(JsonNode::asString).toList();
        fields.forEach((field, component) -> {
            String where = place + "." + field;
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (!required.contains(field)) {
                assertThat(nullable || isCollection(component.getType()))
                        .as(where + " is optional")
                        .isTrue();
            } else if (!where.equals(REQUIRED_BY_THE_BATCH)) {
                assertThat(nullable).as(where + " is required").isFalse();
            }
            compare(
                    where,
                    component.getAnnotatedType(),
                    resolve(rule.path("properties").path(field), root),
                    root);
        });
    }

    private static void compare(
            String where, AnnotatedType annotated, JsonNode rule, JsonNode root) {
        Class<?> type = raw(annotated.getType());
        if (type == RawJson.class) {
            return;
        }
        if (type.isEnum()) {
            assertThat(words(rule))
                    .as(where)
                    .containsExactlyElementsOf(
                            Arrays.stream(type.getEnumConstants())
                                    .map(constant -> Wire.word((Enum<?>) constant))
                                    .toList());
        } else if (type == Instant.class) {
            assertThat(rule.path("format").asString()).as(where).isEqualTo("date-time");
        } else if (type.isRecord()) {
            assertThat(rule.path("type").asString()).as(where).isEqualTo("object");
            compareRecord(where, type, rule, root);
        } else if (Collection.class.isAssignableFrom(type)) {
            assertThat(rule.path("type").asString()).as(where).isEqualTo("array");
            compare(where + "[]", argument(annotated, 0), resolve(rule.path("items"), root), root);
        } else if (Map.class.isAssignableFrom(type)) {
            assertThat(rule.path("type").asString()).as(where).isEqualTo("object");
            AnnotatedType values = argument(annotated, 1);
            if (raw(values.getType()).isRecord()) {
                compare(
                        where + "{}",
                        values,
                        resolve(rule.path("additionalProperties"), root),
                        root);
            }
        } else if (!(type == String.class && rule.has("enum"))) {
            assertThat(rule.path("type").asString()).as(where).isEqualTo(JSON_TYPES.get(type));
            fits(where, type, rule);
        }
    }

    /** A whole number that the schema lets pass must not overflow the component's type. */
    private static void fits(String where, Class<?> type, JsonNode rule) {
        if (type == int.class || type == Integer.class) {
            assertThat(rule.path("maximum").canConvertToInt()).as(where).isTrue();
            assertThat(rule.path("minimum").canConvertToInt()).as(where).isTrue();
        }
    }

    private static void walk(String where, JsonNode rule) {
        if (rule.has("$ref")) {
            assertThat(rule.has("description")).as(where + " is described").isTrue();
        }
        String type = rule.path("type").isString() ? rule.path("type").asString() : "";
        if (!type.isEmpty() || rule.has("enum")) {
            assertThat(rule.has("description")).as(where + " is described").isTrue();
        }
        switch (type) {
            case "string" ->
                    assertThat(rule.has("maxLength")).as(where + " has a longest").isTrue();
            case "integer", "number" -> {
                assertThat(rule.has("minimum")).as(where + " has a least").isTrue();
                assertThat(rule.has("maximum")).as(where + " has a most").isTrue();
            }
            case "array" -> assertThat(rule.has("maxItems")).as(where + " has a most").isTrue();
            case "object" ->
                    assertThat(
                                    rule.path("additionalProperties").isBoolean()
                                            || rule.has("maxProperties")
                                            || where.endsWith(".params"))
                            .as(where + " is closed or bounded")
                            .isTrue();
            default -> {}
        }
        for (String group : List.of("properties", "$defs")) {
            rule.path(group).forEachEntry((name, part) -> walk(where + "." + name, part));
        }
        for (String part : List.of("items", "additionalProperties")) {
            if (rule.path(part).isObject()) {
                walk(where + "." + part, rule.path(part));
            }
        }
    }

    private static String wireName(RecordComponent component) {
        JsonProperty explicit = component.getAccessor().getAnnotation(JsonProperty.class);
        return explicit != null && !explicit.value().isEmpty()
                ? explicit.value()
                : component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static List<String> words(JsonNode rule) {
        return rule.path("enum").valueStream().map(JsonNode::asString).toList();
    }

    private static JsonNode resolve(JsonNode rule, JsonNode root) {
        return rule.has("$ref") ? root.at(rule.path("$ref").asString().substring(1)) : rule;
    }

    private static boolean isCollection(Class<?> type) {
        return Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
    }

    private static AnnotatedType argument(AnnotatedType type, int index) {
        return ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()[index];
    }

    private static Class<?> raw(Type type) {
        return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
    }
}
