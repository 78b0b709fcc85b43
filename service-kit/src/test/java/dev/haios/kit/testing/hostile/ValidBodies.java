package dev.haios.kit.testing.hostile;

import dev.haios.contracts.schema.Wire;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Bodies that fulfil a schema, for others to spoil. */
final class ValidBodies {

    private static final JsonNodeFactory MAKE = Wire.mapper().getNodeFactory();

    /** One of these must fit every pattern; a schema with a new kind of text adds one. */
    private static final List<String> TEXTS =
            List.of(
                    "2026-01-31T12:00:00Z",
                    "2026-01-31T12:00:00.123456789Z",
                    "http://127.0.0.1:9/path",
                    "0123456789abcdef0123456789abcdef",
                    "infer",
                    "plan.b:c-d_e",
                    "Ärger mit Straße",
                    "日本語 🙂",
                    "a much longer text, with punctuation; of no particular meaning.");

    private final Rules rules;
    private final Random random;
    private final Map<String, List<String>> known;
    private final Set<String> without;

    /**
     * @param known values for members of these names, where they fit
     * @param without members never to make
     */
    ValidBodies(Rules rules, Random random, Map<String, List<String>> known, Set<String> without) {
        this.rules = rules;
        this.random = random;
        this.known = known;
        this.without = without;
    }

    JsonNode next() {
        return value("", rules.root(), 0);
    }

    private JsonNode value(String name, JsonNode rule, int depth) {
        if (rule.has("const")) {
            return rule.get("const");
        }
        if (rule.has("enum")) {
            return rule.get("enum").get(random.nextInt(rule.get("enum").size()));
        }
        var types = Rules.types(rule);
        var type = types.isEmpty() ? "string" : pick(types);
        // What nests without end is ended.
        var ended = depth > 6 && types.contains("string") ? "string" : type;
        return switch (ended) {
            case "object" -> object(rule, depth);
            case "array" -> array(name, rule, depth);
            case "integer" -> MAKE.numberNode(whole(rule));
            case "number" ->
                    random.nextBoolean()
                            ? MAKE.numberNode(whole(rule))
                            : MAKE.numberNode(
                                    Math.min(most(rule), least(rule) + random.nextDouble()));
            case "boolean" -> MAKE.booleanNode(random.nextBoolean());
            case "null" -> MAKE.nullNode();
            default -> MAKE.stringNode(text(name, rule));
        };
    }

    private ObjectNode object(JsonNode rule, int depth) {
        var names = new LinkedHashSet<>(Rules.required(rule).toList());
        var choice = rule.has("oneOf") ? rule.get("oneOf") : rule.path("anyOf");
        var chosen = choice.isEmpty() ? List.of() : chosen(choice);
        chosen.forEach(name -> names.add((String) name));
        for (var name : rule.path("properties").propertyNames()) {
            boolean alternative =
                    rule.has("oneOf")
                            && choice.valueStream().flatMap(Rules::required).anyMatch(name::equals);
            if (random.nextBoolean() && !alternative && !without.contains(name)) {
                names.add(name);
            }
        }
        var object = MAKE.objectNode();
        for (var name : names) {
            object.set(name, value(name, rules.member(rule, name), depth + 1));
        }
        for (int i = 0; rule.path("additionalProperties").isObject() && i < 2; i++) {
            object.set("extra_" + i, value("", rules.member(rule, "extra_" + i), depth + 1));
        }
        return object;
    }

    private List<?> chosen(JsonNode choice) {
        return Rules.required(choice.get(random.nextInt(choice.size()))).toList();
    }

    private ArrayNode array(String name, JsonNode rule, int depth) {
        int least = rule.path("minItems").asInt(0);
        int size = least + random.nextInt(3);
        var items = new LinkedHashSet<JsonNode>();
        for (int i = 0; i < size; i++) {
            items.add(value(name, rules.follow(rule.path("items")), depth + 1));
        }
        return MAKE.arrayNode().addAll(items);
    }

    private String text(String name, JsonNode rule) {
        var fitting = fitting(known.getOrDefault(name, List.of()), rule);
        fitting = fitting.isEmpty() ? fitting(TEXTS, rule) : fitting;
        if (fitting.isEmpty()) {
            throw new AssertionError(
                    "no text here fits the rule of '" + name + "', add one: " + rule);
        }
        return pick(fitting);
    }

    private static List<String> fitting(List<String> texts, JsonNode rule) {
        return texts.stream().filter(text -> fits(text, rule)).toList();
    }

    static boolean fits(String text, JsonNode rule) {
        int length = text.codePointCount(0, text.length());
        return length >= rule.path("minLength").asInt(0)
                && length <= rule.path("maxLength").asInt(Integer.MAX_VALUE)
                && (!rule.has("pattern")
                        || Pattern.compile(rule.get("pattern").asString()).matcher(text).find());
    }

    private long whole(JsonNode rule) {
        long least = (long) Math.ceil(least(rule));
        long most = (long) most(rule);
        // Small ones mostly: most limits are far from what anybody asks for.
        return switch (random.nextInt(4)) {
            case 0 -> least;
            case 1 -> most;
            default -> Math.min(most, least + random.nextInt(10));
        };
    }

    private static double least(JsonNode rule) {
        return Math.max(-1e6, rule.path("minimum").asDouble(0));
    }

    private static double most(JsonNode rule) {
        return Math.min(1e6, rule.path("maximum").asDouble(1000));
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
