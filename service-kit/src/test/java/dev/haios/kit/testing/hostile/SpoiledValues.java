package dev.haios.kit.testing.hostile;

import dev.haios.contracts.schema.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Spoils one value of a valid body, so that the refusal must name exactly this spot. */
final class SpoiledValues {

    /** Stands in the tree where text goes that no tree can hold. */
    private static final String MARK = "@@spoiled@@";

    private static final List<String> ANY_TYPE =
            List.of("\"text\"", "12", "1.5", "true", "null", "[]", "{}");

    /** Numbers no field takes, some of them no JSON at all. */
    private static final List<String> NO_NUMBERS =
            List.of(
                    "1e400",
                    "-1e400",
                    "1e999999999",
                    "-1e2147483648",
                    "1e99999999999999999999",
                    "9".repeat(400),
                    "-" + "9".repeat(400),
                    "9".repeat(5000),
                    "NaN",
                    "Infinity",
                    "-Infinity",
                    "0x10",
                    "+1",
                    "01",
                    "1.",
                    ".5",
                    "1e",
                    "--1",
                    "1_000",
                    "\"12\"");

    /** Odd, but numbers: the schema decides. */
    private static final List<String> ODD_NUMBERS =
            List.of(
                    "-0",
                    "-0.0",
                    "0.0",
                    "1e-400",
                    "1e-999999999",
                    "1.0",
                    "1e0",
                    "0." + "3".repeat(400),
                    "9223372036854775808",
                    "-9223372036854775809",
                    "2147483648");

    /** Text no string may hold, as it stands between the quotes. */
    private static final List<String> NO_TEXTS =
            List.of(
                    "\\ud800",
                    "\\udfff",
                    "\\udc00\\ud800",
                    "a\\ud83db",
                    "\\uD83D",
                    "\\u12",
                    "\\uzzzz",
                    "\\x41",
                    "\\",
                    "\u0000",
                    "line\nbreak",
                    "\ttab",
                    "\u001b[31m");

    /** Odd, but text: the schema decides. */
    private static final List<String> ODD_TEXTS =
            List.of(
                    "",
                    " ",
                    "\\u0000",
                    "a\\u0000b",
                    "\\r\\n2026-01-31 ERROR forged",
                    "\\u001b[31mred",
                    "\\u0085\\u2028\\u2029",
                    "\\ufeffbom",
                    "\\ufffe\\uffff",
                    "\\u202egnp.exe",
                    "\\u200b\\u200d\\u2060",
                    "e" + "\u0301".repeat(60),
                    "🙂🏳️‍🌈",
                    "\\ud83d\\ude42",
                    "İıſßﬁ",
                    "../../../etc/passwd",
                    "..\\\\..\\\\windows",
                    "/etc/passwd",
                    "a/../b",
                    "con",
                    "%2e%2e%2f%00",
                    "' OR 1=1; DROP TABLE receipt; --",
                    "${jndi:ldap://127.0.0.1/a}",
                    "%s%n%x",
                    "<script>alert(1)</script>",
                    "__proto__",
                    "file:///etc/passwd",
                    "http://169.254.169.254/latest",
                    "http://user:pass@127.0.0.1/",
                    "2026-02-30T12:00:00Z",
                    "9999-12-31T23:59:59Z",
                    "0000-01-01T00:00:00Z",
                    "2026-01-31T12:00:60Z",
                    "-1",
                    "null");

    private final Rules rules;
    private final Random random;

    SpoiledValues(Rules rules, Random random) {
        this.rules = rules;
        this.random = random;
    }

    HostileBody of(JsonNode valid) {
        var place = pick(rules.places(valid));
        var spoilt = new ArrayList<HostileBody>();
        wrongType(valid, place, spoilt);
        byKind(valid, place, spoilt);
        // A place without any rule cannot be wrong.
        return spoilt.isEmpty() ? of(valid) : pick(spoilt);
    }

    private void wrongType(JsonNode valid, Rules.Place place, List<HostileBody> to) {
        var types = Rules.types(place.rule());
        var wrong = ANY_TYPE.stream().filter(raw -> !types.isEmpty() && !isOf(types, raw)).toList();
        if (!wrong.isEmpty()) {
            var raw = pick(wrong);
            to.add(
                    HostileBody.refused(
                            "wrong type " + raw, with(valid, place, raw), place.pointer()));
        }
        var deep = pick(List.of(33, 100, 1000, 20_000));
        to.add(
                HostileBody.broken(
                        "nested " + deep + " deep",
                        HostileBody.utf8(with(valid, place, "[".repeat(deep) + "]".repeat(deep)))));
    }

    private static boolean isOf(List<String> types, String raw) {
        return types.contains(
                switch (raw.charAt(0)) {
                    case '"' -> "string";
                    case 't' -> "boolean";
                    case 'n' -> "null";
                    case '[' -> "array";
                    case '{' -> "object";
                    default -> types.contains("number") || raw.contains(".") ? "number" : "integer";
                });
    }

    private void byKind(JsonNode valid, Rules.Place place, List<HostileBody> to) {
        switch (place.value()) {
            case ObjectNode object -> object(valid, place, object, to);
            case ArrayNode array -> array(valid, place, array, to);
            case JsonNode value when value.isNumber() -> number(valid, place, to);
            case JsonNode value when value.isString() -> text(valid, place, to);
            default -> {}
        }
    }

    private void number(JsonNode valid, Rules.Place place, List<HostileBody> to) {
        if (Rules.types(place.rule()).contains("string")) {
            return;
        }
        var no = pick(NO_NUMBERS);
        to.add(HostileBody.broken("number " + cut(no), HostileBody.utf8(with(valid, place, no))));
        var odd = pick(ODD_NUMBERS);
        to.add(HostileBody.odd("number " + cut(odd), with(valid, place, odd)));
        for (var limit : List.of("minimum", "maximum")) {
            var value = place.rule().path(limit);
            if (value.isIntegralNumber()) {
                var one = java.math.BigInteger.ONE;
                var past =
                        limit.equals("minimum")
                                ? value.bigIntegerValue().subtract(one)
                                : value.bigIntegerValue().add(one);
                to.add(
                        HostileBody.refused(
                                "past its " + limit,
                                with(valid, place, past.toString()),
                                place.pointer()));
            }
        }
    }

    private void text(JsonNode valid, Rules.Place place, List<HostileBody> to) {
        var no = pick(NO_TEXTS);
        to.add(
                HostileBody.broken(
                        "text " + no, HostileBody.utf8(with(valid, place, "\"" + no + "\""))));
        var odd = pick(ODD_TEXTS);
        to.add(HostileBody.odd("text " + odd, with(valid, place, "\"" + odd + "\"")));
        int most = place.rule().path("maxLength").asInt(0);
        if (most > 0 && most <= 4096) {
            var words = List.of("a", "é", "🙂", "0");
            var longer = pick(words).repeat(most + 1);
            to.add(
                    HostileBody.refused(
                            "longer than " + most,
                            with(valid, place, "\"" + longer + "\""),
                            place.pointer()));
        }
        if (place.rule().has("enum")) {
            var word = place.value().asString();
            for (var other :
                    List.of(word.toUpperCase(java.util.Locale.ROOT), word + " ", "", "x")) {
                to.add(
                        HostileBody.refused(
                                "no such word",
                                with(valid, place, "\"" + other + "\""),
                                place.pointer()));
            }
        }
    }

    private void object(
            JsonNode valid, Rules.Place place, ObjectNode object, List<HostileBody> to) {
        var rule = place.rule();
        for (var name : Rules.required(rule).toList()) {
            to.add(
                    HostileBody.refused(
                            "without " + name,
                            with(valid, place, object.deepCopy().without(name).toString()),
                            place.pointer() + "/" + Rules.escape(name)));
        }
        if (rule.path("additionalProperties").isBoolean()) {
            var name =
                    pick(List.of("extra", "__proto__", "a/b~c", "x".repeat(5000), "🙂", "\u0000"));
            to.add(
                    HostileBody.refused(
                            "unknown member",
                            with(valid, place, object.deepCopy().put(name, 1).toString()),
                            place.pointer() + "/" + Rules.escape(name)));
        }
        if (rule.has("maxProperties")) {
            var fuller = object.deepCopy();
            IntStream.rangeClosed(0, rule.get("maxProperties").asInt())
                    .forEach(i -> fuller.put("more_" + i, i));
            to.add(
                    HostileBody.refused(
                            "too many members",
                            with(valid, place, fuller.toString()),
                            place.pointer()));
        }
        if (!object.isEmpty()) {
            var name = pick(List.copyOf(object.propertyNames()));
            var twice = object.toString();
            to.add(
                    HostileBody.refused(
                            "member twice",
                            with(
                                    valid,
                                    place,
                                    twice.substring(0, twice.length() - 1)
                                            + ","
                                            + Wire.mapper().writeValueAsString(name)
                                            + ":"
                                            + object.get(name)
                                            + "}"),
                            place.pointer() + "/" + Rules.escape(name)));
        }
    }

    private void array(JsonNode valid, Rules.Place place, ArrayNode array, List<HostileBody> to) {
        var rule = place.rule();
        int most = rule.path("maxItems").asInt(Integer.MAX_VALUE);
        if (!array.isEmpty() && most <= 5000) {
            var many =
                    IntStream.rangeClosed(0, most)
                            .mapToObj(i -> array.get(0).toString())
                            .collect(Collectors.joining(",", "[", "]"));
            to.add(
                    HostileBody.refused(
                            "too many items", with(valid, place, many), place.pointer()));
        }
        if (!array.isEmpty() && rule.path("uniqueItems").asBoolean(false)) {
            var twice = array.deepCopy().add(array.get(0)).toString();
            to.add(HostileBody.refused("item twice", with(valid, place, twice), place.pointer()));
        }
        if (rule.path("minItems").asInt(0) > 0) {
            to.add(HostileBody.refused("too few", with(valid, place, "[]"), place.pointer()));
        }
    }

    /** The body's text with other text in the place of one value. */
    private static String with(JsonNode valid, Rules.Place place, String raw) {
        if (place.pointer().isEmpty()) {
            return raw;
        }
        var copy = valid.deepCopy();
        int slash = place.pointer().lastIndexOf('/');
        var last = place.pointer().substring(slash + 1);
        switch (copy.at(place.pointer().substring(0, slash))) {
            case ObjectNode parent -> parent.put(last.replace("~1", "/").replace("~0", "~"), MARK);
            case ArrayNode parent -> parent.set(Integer.parseInt(last), MARK);
            default -> throw new IllegalStateException(place.pointer());
        }
        return copy.toString().replace("\"" + MARK + "\"", raw);
    }

    private static String cut(String text) {
        return text.length() < 30 ? text : text.substring(0, 10) + "… of " + text.length();
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
