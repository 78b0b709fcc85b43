package dev.haios.cli.lifecycle;

import dev.haios.cli.terminal.Colour;
import dev.haios.cli.terminal.Terminal;
import dev.haios.contracts.schema.Wire;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Shows a line of a service's JSON log to a person; a line that is no JSON is shown as it is. */
final class LogLine {

    private static final int INDENT = 2;

    private LogLine() {}

    /** The same, of a stack trace only what happened and its deepest cause. */
    static String brief(String line, Terminal terminal) {
        List<String> lines = shown(line, terminal).lines().toList();
        if (lines.size() < 3) {
            return String.join("\n", lines);
        }
        Stream<String> cause =
                lines.stream().skip(2).filter(one -> one.strip().startsWith("Caused by:"));
        return Stream.concat(lines.stream().limit(2), cause.reduce((_, deeper) -> deeper).stream())
                .collect(Collectors.joining("\n"));
    }

    static String shown(String line, Terminal terminal) {
        if (!line.startsWith("{")) {
            return Terminal.plain(line);
        }
        try {
            JsonNode json = Wire.lenient().readTree(line);
            String time = first(json, "@timestamp", "timestamp", "ts");
            String level = Terminal.oneLine(first(json, "level", "log.level"));
            if (level.isEmpty()) {
                level = Terminal.oneLine(json.path("log").path("level").asString(""));
            }
            String message = first(json, "message", "msg");
            if (message.isEmpty()) {
                return Terminal.plain(line);
            }
            String trouble = first(json, "stack_trace", "error.stack_trace", "exception");
            if (trouble.isEmpty()) {
                trouble = json.path("error").path("stack_trace").asString("");
            }
            return terminal.paint(Colour.FAINT, Terminal.time(time))
                    + " "
                    + terminal.paint(
                            colour(level), level + " ".repeat(Math.max(0, 5 - level.length())))
                    + " "
                    + Terminal.oneLine(message)
                    + (trouble.isEmpty() ? "" : "\n" + indented(trouble));
        } catch (JacksonException plainText) {
            return Terminal.plain(line);
        }
    }

    /** So that nothing an exception quotes can begin a line as a record does. */
    private static String indented(String trouble) {
        return Terminal.plain(trouble.stripTrailing()).indent(INDENT).stripTrailing();
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
