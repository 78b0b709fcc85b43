package dev.haios.events.ws;

import dev.haios.contracts.problem.Problem;
import dev.haios.contracts.schema.Wire;
import dev.haios.events.Problems;
import dev.haios.events.fanout.Delivery.Gap;
import dev.haios.events.fanout.Frame;
import dev.haios.events.log.Filter;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** The frames a client gets. */
final class Replies {

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

    /** One event by itself, several as a list; each one's text was made when it was stored. */
    static String events(List<Frame> frames) {
        if (frames.size() == 1) {
            return "{\"event\":" + frames.getFirst().event().json() + "}";
        }
        var text = new StringBuilder(frames.size() * 512).append("{\"events\":[");
        for (var frame : frames) {
            text.append(frame.event().json()).append(',');
        }
        text.setCharAt(text.length() - 1, ']');
        return text.append('}').toString();
    }

    private static String frame(String name, Object body) {
        return Wire.mapper().writeValueAsString(Map.of(name, body));
    }
}
