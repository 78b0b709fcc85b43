package dev.haios.cli.events;

import dev.haios.cli.terminal.Colour;
import dev.haios.cli.terminal.Terminal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** One event on one line: when, what kind, and the fields that say the rest. */
final class EventLine {

    /** What is shown already, or says nothing to a person; --json has it all. */
    private static final Set<String> LEFT_OUT =
            Set.of(
                    "seq",
                    "epoch",
                    "event_type",
                    "ts",
                    "event_id",
                    "trace_id",
                    "service_id",
                    "receipt_id",
                    "hash",
                    "prev_hash",
                    "revision",
                    "data");

    private static final int LONGEST_VALUE = 60;

    private EventLine() {}

    static String shown(JsonNode event, Terminal terminal) {
        String type = event.path("event_type").asString("?");
        String flat = fields(event);
        // One posted as {event_type, data:{…}} may carry all it says one level down.
        String rest = flat.isEmpty() ? fields(event.path("data")) : flat;
        String time = terminal.paint(Colour.FAINT, Terminal.time(event.path("ts").asString("")));
        String kind =
                terminal.paint(
                        type.equals("alert") ? Colour.BAD : Colour.STRONG, Terminal.oneLine(type));
        return time + "  " + kind + "  " + Terminal.oneLine(rest);
    }

    private static String fields(JsonNode object) {
        return object.properties().stream()
                .filter(field -> !LEFT_OUT.contains(field.getKey()))
                .map(field -> field.getKey() + "=" + value(field.getValue()))
                .filter(field -> !field.endsWith("="))
                .collect(Collectors.joining(" "));
    }

    /** What a person wants of a value: of an object its name or its total, of a list its words. */
    private static String value(JsonNode node) {
        if (node.isObject()) {
            for (String member : List.of("name", "total", "usd")) {
                if (node.has(member)) {
                    return value(node.path(member));
                }
            }
        }
        if (node.isArray() && node.valueStream().allMatch(JsonNode::isValueNode)) {
            return node.valueStream().map(EventLine::value).collect(Collectors.joining(","));
        }
        if (node.isArray()) {
            return Integer.toString(node.size());
        }
        String text =
                (node.isString() ? node.stringValue() : node.toString()).replaceAll("\\s+", " ");
        return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE - 1) + "…" : text;
    }
}
