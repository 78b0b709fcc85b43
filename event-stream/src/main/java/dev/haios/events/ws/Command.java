package dev.haios.events.ws;

import dev.haios.contracts.schema.StrictText;
import dev.haios.contracts.schema.Wire;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a client asks for in one frame. */
sealed interface Command {

    /**
     * Listen to these; empty lists ask for nothing in particular. It replaces what was asked
     * before.
     *
     * @param after number of the last event the client has; null goes on where it is
     * @param epoch that {@code after} belongs to, when the client knows
     */
    record Subscribe(
            List<String> types,
            List<String> agents,
            List<String> runIds,
            @Nullable Long after,
            @Nullable Long epoch)
            implements Command {

        public Subscribe {
            if (after != null && after < 0) {
                throw new IllegalArgumentException("after must not be negative");
            }
            types = words("types", types);
            agents = words("agents", agents);
            runIds = words("run_ids", runIds);
        }
    }

    /** Listen to these types no more; none named means to nothing. */
    record Unsubscribe(List<String> types) implements Command {
        public Unsubscribe {
            types = words("types", types);
        }
    }

    /** Answer with the same value, to show that the connection lives. */
    record Ping(JsonNode echo) implements Command {}

    /**
     * Cannot be understood.
     *
     * @param detail a sentence for the client
     */
    record Unreadable(String detail) implements Command {}

    /** The verbs, one of which a frame holds. */
    Set<String> VERBS = Set.of("subscribe", "unsubscribe", "ping");

    /** Reads a frame; never fails. */
    static Command parse(String text) {
        try {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            var tree = Wire.tree(utf8);
            if (!StrictText.halves(utf8, tree).isEmpty()) {
                return new Unreadable("A text must not hold half of a surrogate pair.");
            }
            if (!(tree instanceof ObjectNode frame)
                    || frame.size() != 1
                    || !VERBS.containsAll(frame.propertyNames())) {
                return new Unreadable(
                        "A frame is an object with one member: subscribe, unsubscribe or ping.");
            }
            var verb = frame.propertyNames().iterator().next();
            var body = frame.get(verb);
            if (!verb.equals("ping") && !body.isObject()) {
                return new Unreadable(verb + " must be an object");
            }
            return switch (verb) {
                case "subscribe" -> Wire.mapper().treeToValue(body, Subscribe.class);
                case "unsubscribe" -> Wire.mapper().treeToValue(body, Unsubscribe.class);
                default -> new Ping(body);
            };
        } catch (StreamReadException e) {
            return new Unreadable("The frame is not valid JSON of at most 32 levels.");
        } catch (JacksonException e) {
            // The reader's own words name our classes.
            return new Unreadable(
                    e.getCause() instanceof IllegalArgumentException refused
                            ? String.valueOf(refused.getMessage())
                            : "A member is unknown or has the wrong type.");
        }
    }

    private static List<String> words(String name, List<String> words) {
        // What a client wrote: null may stand anywhere.
        if (words.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException(name + " must hold no null");
        }
        return List.copyOf(words);
    }
}
