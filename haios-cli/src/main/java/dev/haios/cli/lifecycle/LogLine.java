package dev.haios.cli.lifecycle;

import dev.haios.cli.terminal.Colour;
import dev.haios.cli.terminal.Terminal;
import dev.haios.contracts.schema.Wire;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Shows a line of a service's JSON log to a person; a line that is no JSON is shown as it is. */
final class LogLine {

    private LogLine() {}

    static String shown(String line, Terminal terminal) {
        if (!line.startsWith("{")) {
            return Terminal.plain(line);
        }
        try {
            JsonNode json = Wire.lenient().readTree(line);
            String time = first(json, "@timestamp", "timestamp", "ts");
            String level = first(json, "level", "log.level");
            if (level.isEmpty()) {
                level = json.path("log").path("level").asString("");
            }
            String message = first(json, "message", "msg");
            if (message.isEmpty()) {
                return Terminal.plain(line);
            }
            String trouble = first(json, "stack_trace", "error.stack_trace", "exception");
            if (trouble.isEmpty()) {
                trouble = json.path("error").path("stack_trace").asString("");
            }
            return terminal.paint(Colour.FAINT, Terminal.plain(time))
                    + " "
                    + terminal.paint(
                            colour(level), level + " ".repeat(Math.max(0, 5 - level.length())))
                    + " "
                    + Terminal.plain(message)
                    + (trouble.isEmpty() ? "" : "\n" + Terminal.plain(trouble.stripTrailing()));
        } catch (JacksonException plainText) {
            return Terminal.plain(line);
        }
    }

    private static String first(JsonNode json, String... names) {
        for (String name : names) {
            if (json.path(name).isString()) {
                return json.path(name).stringValue();
            }
        }
        return "";
    }

    private static Colour colour(String level) {
        return switch (level) {
            case "ERROR" -> Colour.BAD;
            case "WARN" -> Colour.WARNING;
            default -> Colour.FAINT;
        };
    }
}
