package dev.haios.events;

import dev.haios.kit.testing.TestService;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Words for publishing in tests. */
final class Publishing {

    private Publishing() {}

    /** One event; its number. */
    static long broadcast(TestService stream, String event) {
        var reply = stream.http().post("/broadcast", event);
        if (reply.status() != 200) {
            throw new AssertionError(reply.status() + " " + reply.body());
        }
        return reply.json().get("seq").asLong();
    }

    /** A batch of so many events with ids {@code <prefix>-0} and on, each with some padding. */
    static void batch(TestService stream, String type, String prefix, int count, int padding) {
        var pad = "x".repeat(padding);
        var events =
                IntStream.range(0, count)
                        .mapToObj(i ->
                                """
                                {"event_type":"%s","event_id":"%s-%d","n":%d,"pad":"%s"}\
                                """
                                        .formatted(type, prefix, i, i, pad))
                        .collect(Collectors.joining(",", "{\"events\":[", "]}"));
        var reply = stream.http().post("/events", events);
        if (reply.status() != 200) {
            throw new AssertionError(reply.status() + " " + reply.body());
        }
    }

    static java.util.List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
