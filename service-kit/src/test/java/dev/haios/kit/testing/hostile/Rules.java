package dev.haios.kit.testing.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A schema's rules, with its references followed. */
final class Rules {

    private final JsonNode root;

    Rules(JsonNode root) {
        this.root = root;
    }

    JsonNode root() {
        return root;
    }

    /**
     * A value in a body and the rule it is under.
     *
     * @param pointer where it is
     */
    record Place(String pointer, JsonNode rule, JsonNode value) {}

    JsonNode follow(JsonNode rule) {
        var ref = rule.path("$ref").asString("");
        return ref.isEmpty() ? rule : follow(root.at(ref.substring(1)));
    }

    /** The rule of a member; missing when the schema does not speak of it. */
    JsonNode member(JsonNode rule, String name) {
        var known = rule.path("properties").path(name);
        return follow(known.isMissingNode() ? rule.path("additionalProperties") : known);
    }

    /** Every value of a body that has a rule, the body itself first. */
    List<Place> places(JsonNode body) {
        var places = new ArrayList<Place>();
        collect("", root, body, places);
        return places;
    }

    private void collect(String pointer, JsonNode rule, JsonNode value, List<Place> places) {
        if (!rule.isObject()) {
            return;
        }
        places.add(new Place(pointer, rule, value));
        for (var name : value.propertyNames()) {
            collect(pointer + "/" + escape(name), member(rule, name), value.get(name), places);
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            collect(pointer + "/" + i, follow(rule.path("items")), value.get(i), places);
        }
    }

    static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** The JSON types a rule allows; empty when it allows all. */
    static List<String> types(JsonNode rule) {
        if (rule.has("enum")) {
            return List.of("string");
        }
        var type = rule.path("type");
        return type.isString()
                ? List.of(type.asString())
                : type.valueStream().map(JsonNode::asString).toList();
    }

    static Stream<String> required(JsonNode rule) {
        return rule.path("required").valueStream().map(JsonNode::asString);
    }
}
