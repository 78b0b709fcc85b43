package dev.haios.contracts.schema;

import com.networknt.schema.Error;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Words for what the validator found in a body that was checked against one schema. They are ours
 * so that they say what to write instead, and so that an update of the library cannot change what
 * clients read.
 */
final class Violations {

    private static final int MAX_QUOTE = 64;

    private final JsonNode schema;

    Violations(JsonNode schema) {
        this.schema = schema;
    }

    Violation of(Error error) {
        String place = error.getInstanceLocation().toString();
        String keyword = error.getKeyword();
        JsonNode choice = choiceAround(error);
        if (choice != null) {
            return new Violation(place, "must have " + alternatives(choice));
        }
        return switch (keyword) {
            case "required" -> new Violation(below(place, error), "is missing");
            case "additionalProperties" ->
                    new Violation(below(place, error), unknown(error, ruleOf(error)));
            case "propertyNames" ->
                    new Violation(
                            below(place, error),
                            "must be named with " + error.getSchemaNode().path("title").asString());
            default -> new Violation(place, expectation(keyword, error, ruleOf(error)));
        };
    }

    private static String expectation(String keyword, Error error, JsonNode rule) {
        JsonNode value = error.getSchemaNode();
        if (rule.path("type").asString("").equals("string") && rule.has("title")) {
            return "must be " + rule.path("title").asString();
        }
        return switch (keyword) {
            case "type" -> type(value, String.valueOf(error.getArguments()[0]));
            case "enum" -> "must be one of " + commas(value);
            case "minimum" -> "must be at least " + plain(value);
            case "maximum" -> "must be at most " + plain(value);
            case "minLength" -> "must be at least " + count(value, "character") + " long";
            case "maxLength" -> "must be at most " + count(value, "character") + " long";
            case "minItems" -> "must have at least " + count(value, "item");
            case "maxItems" -> "must have at most " + count(value, "item");
            case "maxProperties" -> "must have at most " + count(value, "field");
            case "uniqueItems" -> "must not repeat an item";
            case "pattern" -> "must match " + value.asString();
            case "format" -> "must be a valid " + value.asString();
            default -> "must satisfy %s: %s".formatted(keyword, value);
        };
    }

    /** The schema object that holds the broken keyword. */
    private JsonNode ruleOf(Error error) {
        JsonPointer keyword = pointerOf(error);
        return schema.at(keyword.head());
    }

    /** The list of alternatives none or too many of which held, when that is what went wrong. */
    private @Nullable JsonNode choiceAround(Error error) {
        for (JsonPointer at = pointerOf(error); !at.matches(); at = at.head()) {
            String step = at.last().getMatchingProperty();
            if (step.equals("anyOf") || step.equals("oneOf")) {
                return schema.at(at.head());
            }
        }
        return null;
    }

    private static JsonPointer pointerOf(Error error) {
        return JsonPointer.compile(error.getSchemaLocation().getFragment().toString());
    }

    private static String alternatives(JsonNode choice) {
        boolean one = choice.has("oneOf");
        List<String> options = new ArrayList<>();
        for (JsonNode option : choice.path(one ? "oneOf" : "anyOf")) {
            options.add(
                    option.path("required")
                            .valueStream()
                            .map(JsonNode::asString)
                            .collect(Collectors.joining(" and ")));
        }
        return (one ? "exactly one of: " : "at least one of: ") + String.join("; ", options);
    }

    private static String unknown(Error error, JsonNode rule) {
        return "unknown field '%s'; known are %s"
                .formatted(
                        quote(error.getProperty()),
                        String.join(", ", rule.path("properties").propertyNames()));
    }

    private static String below(String place, Error error) {
        return place + "/" + error.getProperty().replace("~", "~0").replace("/", "~1");
    }

    private static String quote(String text) {
        return text.length() <= MAX_QUOTE ? text : text.substring(0, MAX_QUOTE) + "…";
    }

    private static String type(JsonNode expected, String found) {
        if (expected.isString()
                && expected.asString().equals("integer")
                && found.equals("number")) {
            return "must be an integer, without fraction or exponent";
        }
        String types = expected.isArray() ? anyOf(expected) : expected.asString();
        return "must be of type %s, not %s".formatted(types, found);
    }

    private static String count(JsonNode number, String thing) {
        return number.asLong() == 1 ? "1 " + thing : number + " " + thing + "s";
    }

    private static String anyOf(JsonNode types) {
        String all = commas(types);
        int last = all.lastIndexOf(", ");
        return all.substring(0, last) + " or " + all.substring(last + 2);
    }

    private static String commas(JsonNode values) {
        return values.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
    }

    private static String plain(JsonNode number) {
        BigDecimal limit = number.decimalValue().stripTrailingZeros();
        return limit.scale() < -18 ? limit.toString() : limit.toPlainString();
    }
}
