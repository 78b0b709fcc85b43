package dev.haios.cli.agents;

import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.Failure;
import dev.haios.contracts.schema.Wire;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Our hooks in the settings of Claude Code. Whatever else stands there stays as it is and where it
 * is; text in, text out.
 */
final class HookSettings {

    private static final Map<String, String> VERBS = new LinkedHashMap<>();

    static {
        VERBS.put("SubagentStart", " agent start");
        VERBS.put("SubagentStop", " agent stop");
    }

    private final ObjectNode settings;

    private HookSettings(ObjectNode settings) {
        this.settings = settings;
    }

    /** The settings in a text; a blank one holds none. A failure when it is no JSON object. */
    static HookSettings of(Path file, String text) {
        try {
            JsonNode read =
                    text.isBlank()
                            ? Wire.lenient().createObjectNode()
                            : Wire.lenient().readTree(text);
            if (read instanceof ObjectNode object
                    && (object.path("hooks").isMissingNode() || object.path("hooks").isObject())) {
                return new HookSettings(object);
            }
        } catch (JacksonException notJson) {
            // Refused below, together with JSON that is no settings.
        }
        throw Failure.of(
                ExitCode.USAGE,
                file + " holds no settings of Claude Code",
                "Mend it first; nothing was changed.");
    }

    /** Has Claude Code call {@code haios} when an agent starts and stops. */
    HookSettings with(Path haios) {
        VERBS.forEach((event, verb) -> {
            String command = "'" + haios + "'" + verb;
            if (settings.path("hooks").path(event).findValuesAsString("command").stream()
                    .noneMatch(command::equals)) {
                without(event);
                settings.withObject("/hooks")
                        .withArray(event)
                        .addObject()
                        .putArray("hooks")
                        .addObject()
                        .put("type", "command")
                        .put("command", command)
                        .put("timeout", 30);
            }
        });
        return this;
    }

    /** Without our hooks, and without the places that only they filled. */
    HookSettings without() {
        VERBS.keySet().forEach(this::without);
        if (settings.path("hooks").isObject() && settings.path("hooks").isEmpty()) {
            settings.remove("hooks");
        }
        return this;
    }

    boolean isEmpty() {
        return settings.isEmpty();
    }

    /** Whether a text says the same. */
    boolean says(String text) {
        return !text.isBlank() && Wire.lenient().readTree(text).equals(settings);
    }

    String text() {
        return settings.toPrettyString().replace("\r\n", "\n") + "\n";
    }

    private void without(String event) {
        if (!(settings.path("hooks").path(event) instanceof ArrayNode groups)) {
            return;
        }
        for (int g = groups.size() - 1; g >= 0; g--) {
            if (groups.get(g).path("hooks") instanceof ArrayNode hooks) {
                int before = hooks.size();
                hooks.removeIf(hook -> isOurs(event, hook.path("command").asString("")));
                if (hooks.isEmpty() && before > 0) {
                    groups.remove(g);
                }
            }
        }
        if (groups.isEmpty()) {
            settings.withObject("/hooks").remove(event);
        }
    }

    private static boolean isOurs(String event, String command) {
        return command.endsWith("/scripts/haios'" + VERBS.get(event));
    }
}
