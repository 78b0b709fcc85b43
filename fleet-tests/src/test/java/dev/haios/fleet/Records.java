package dev.haios.fleet;

import dev.haios.kit.testing.Http;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What the services hold for good, read page by page. */
final class Records {

    private static final int PAGE = 1000;

    private Records() {}

    /** Events of a type behind a place in the event stream's log, in its order. */
    static List<JsonNode> events(Http stream, Cursor from, String type) {
        var all = new ArrayList<JsonNode>();
        long after = from.seq();
        while (true) {
            var page =
                    stream.get("/events?type=%s&after=%d&limit=%d".formatted(type, after, PAGE))
                            .json();
            page.get("events").forEach(all::add);
            long through = page.get("next_after").asLong();
            if (through >= page.get("last_seq").asLong()) {
                return all;
            }
            after = through;
        }
    }

    /** The bare chain of receipts from its beginning. */
    static List<JsonNode> receipts(Http gateway) {
        var all = new ArrayList<JsonNode>();
        long after = 0;
        while (true) {
            var page =
                    gateway.get("/receipts?raw=true&after_seq=%d&limit=%d".formatted(after, PAGE))
                            .json()
                            .get("receipts");
            if (page.isEmpty()) {
                return all;
            }
            page.forEach(all::add);
            after = all.getLast().get("seq").asLong();
        }
    }

    /** The newest thousand alerts, in the order in which they were raised. */
    static List<JsonNode> alerts(Http monitor) {
        return monitor.get("/alerts?limit=" + PAGE).json().get("alerts").valueStream().toList();
    }
}
