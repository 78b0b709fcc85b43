package dev.haios.events.sse;

import dev.haios.events.fanout.Hub;
import dev.haios.events.fanout.Transport;
import dev.haios.events.log.Filter;
import dev.haios.kit.access.Requires;
import dev.haios.kit.access.Role;
import dev.haios.kit.web.SseStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class StreamController {

    private final Hub hub;

    StreamController(Hub hub) {
        this.hub = hub;
    }

    /** Without a position it begins with the next event. Returns when the client is gone. */
    @GetMapping("/stream")
    @Requires(Role.VIEWER)
    void stream(
            @RequestParam(defaultValue = "") List<String> types,
            @RequestParam(defaultValue = "") List<String> agent,
            @RequestParam(name = "run_id", defaultValue = "") List<String> runIds,
            @RequestParam @Nullable String after,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        long from = start(after, lastEventId);
        if (request.getMethod().equals("HEAD")) {
            SseStream.begin(response);
            return;
        }
        try (var subscriber = hub.join(Transport.SSE)) {
            subscriber.listen(Filter.of(types, agent, runIds), from);
            new SseWriter(hub, subscriber, response).run();
        }
    }

    /** A client that reconnects says in the header what it has; its URL is the old one still. */
    private long start(@Nullable String after, @Nullable String lastEventId) {
        if (lastEventId != null && !lastEventId.isBlank()) {
            return Position.parse("Last-Event-ID", lastEventId).within(hub.epoch());
        }
        return after == null ? hub.lastSeq() : Position.parse("after", after).within(hub.epoch());
    }
}
