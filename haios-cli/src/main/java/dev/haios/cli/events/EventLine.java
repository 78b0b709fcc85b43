package dev.haios.cli.events;

import dev.haios.cli.terminal.Colour;
import dev.haios.cli.terminal.Terminal;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** One event on one line: when, what kind, and the fields that say the rest. */
final class EventLine {

    private static final Set<String> SHOWN_FIRST =
            Set.of("seq", "epoch", "event_type", "ts", "event_id", "trace_id");
    private static final int LONGEST_VALUE = 60;

    private EventLine() {}

    static String shown(JsonNode event, Terminal terminal) {
        String type = event.path("event_type").asString("?");
        // An event posted as {event_type, data:{…}} carries its fields one level down.
        JsonNode fields = event.path("data").isObject() ? event.path("data") : event;
        String rest =
                fields.properties().stream()
                        .filter(field -> !SHOWN_FIRST.contains(field.getKey()))
                        .map(EventLine::field)
                        .collect(Collectors.joining(" "));
        String time = terminal.paint(Colour.FAINT, Terminal.plain(event.path("ts").asString("")));
        String kind =
                type.equals("alert")
                        ? terminal.paint(Colour.BAD, type)
                        : terminal.paint(Colour.STRONG, Terminal.plain(type));
        return time + "  " + kind + "  " + Terminal.plain(rest);
    }

    private static String field(Map.Entry<String, JsonNode> field) {
        JsonNode node = field.getValue();
        String value = node.isString() ? node.stringValue() : node.toString();
        String line = value.replaceAll("\\s+", " ");
        return field.getKey()
                + "="
                + (line.length() > LONGEST_VALUE
                        ? line.substring(0, LONGEST_VALUE - 1) + "…"
                        : line);
    }
}
