package dev.haios.fleet;

import dev.haios.contracts.schema.Wire;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** What floods are made of. */
final class Bodies {

    private Bodies() {}

    /** An agent that is not there and stays registered for as long as a test may take. */
    static String registration(String name, String... caps) {
        return Wire.mapper()
                .writeValueAsString(
                        Map.of(
                                "name",
                                name,
                                "type",
                                "agent",
                                "role",
                                "experimental",
                                "url",
                                "http://127.0.0.1:9",
                                "caps",
                                List.of(caps),
                                "labels",
                                Map.of("zone", "z-" + name.length()),
                                "ttl_s",
                                3600,
                                "heartbeat_interval_s",
                                3600));
    }

    static String beats(List<String> serviceIds) {
        var beats =
                serviceIds.stream()
                        .map(id -> Map.of("service_id", id, "status", "ok", "load", 0.5))
                        .toList();
        return Wire.mapper().writeValueAsString(Map.of("heartbeats", beats));
    }

    static String events(int count, String type, int letters) {
        var text = "x".repeat(letters);
        var events =
                IntStream.range(0, count)
                        .mapToObj(_ ->
                                Map.of(
                                        "event_type",
                                        type,
                                        "event_id",
                                        UUID.randomUUID().toString(),
                                        "text",
                                        text))
                        .toList();
        return Wire.mapper().writeValueAsString(Map.of("events", events));
    }

    static String invocation(String cap) {
        return """
        {"target":{"type":"model","require_caps":["%s"]},"payload":{"text":"hello"},
         "policy":{"timeout_s":100}}
        """
                .formatted(cap);
    }

    /** A megabyte whose tree takes many times its text. */
    static String nasty() {
        return "{\"a\":[" + "{\"b\":0},".repeat(130_000) + "0]}";
    }
}
