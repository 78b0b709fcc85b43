package dev.haios.events.ws;

import dev.haios.contracts.problem.Problem;
import dev.haios.contracts.schema.Wire;
import dev.haios.events.Problems;
import dev.haios.events.fanout.Delivery.Gap;
import dev.haios.events.fanout.Frame;
import dev.haios.events.log.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** The frames a client gets. */
final class Replies {

    /** A character takes three bytes at most; one event alone may be half of it. */
    private static final int MAX_LIST_CHARS = 256 * 1024;

    private Replies() {}

    static String connected(long epoch, long lastSeq) {
        return frame("connected", Map.of("epoch", epoch, "last_seq", lastSeq));
    }

    static String subscribed(Filter filter, long after, long epoch) {
        return frame(
                "subscribed",
                Map.of(
                        "types", new TreeSet<>(filter.types()),
                        "agents", new TreeSet<>(filter.agents()),
                        "run_ids", new TreeSet<>(filter.runIds()),
                        "after", after,
                        "epoch", epoch));
    }

    static String unsubscribed() {
        return frame("unsubscribed", Map.of());
    }

    static String pong(JsonNode echo) {
        return frame("pong", echo);
    }

    static String badFrame(String detail) {
        return frame("error", Problem.of(Problems.BAD_FRAME, "Bad Request", 400, detail));
    }

    static String gap(Gap gap) {
        return frame("gap", gap);
    }

    /**
     * One event by itself, several as lists; each one's text was made when it was stored. Lists end
     * early enough for clients that take a megabyte at most, as many do by default.
     */
    static List<String> events(List<Frame> frames) {
        if (frames.size() == 1) {
            return List.of("{\"event\":" + frames.getFirst().event().json() + "}");
        }
        var messages = new ArrayList<String>(1);
        var text = new StringBuilder(frames.size() * 512);
        for (var frame : frames) {
            var json = frame.event().json();
            if (!text.isEmpty() && text.length() + json.length() > MAX_LIST_CHARS) {
                messages.add(text.append("]}").toString());
                text.setLength(0);
            }
            text.append(text.isEmpty() ? "{\"events\":[" : ",").append(json);
        }
        messages.add(text.append("]}").toString());
        return messages;
    }

    private static String frame(String name, Object body) {
        return Wire.mapper().writeValueAsString(Map.of(name, body));
    }
}
