package dev.haios.gateway.invoke;

import dev.haios.contracts.schema.RawJson;
import dev.haios.contracts.schema.Wire;
import dev.haios.kit.web.SseStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The client of a streamed {@code /invoke}: events {@code chunk}, then one that ends it. */
final class EventTarget implements AnswerTarget {

    private final HttpServletResponse response;
    private boolean begun;

    EventTarget(HttpServletResponse response) {
        this.response = response;
    }

    @Override
    public void begin() throws IOException {
        begun = true;
        SseStream.begin(response);
    }

    /** Whether a problem can no longer be the whole answer. */
    boolean hasBegun() {
        return begun;
    }

    @Override
    public long chunk(String data) throws IOException {
        SseStream.send(response, new SseStream.Frame(null, "chunk", data));
        return data.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The last event: {@code receipt} with the whole reply, or {@code error} with a problem. */
    void end(String event, Object body) throws IOException {
        var json = Wire.mapper().writeValueAsString(body);
        SseStream.send(response, new SseStream.Frame(null, event, json));
    }

    @Override
    public @Nullable RawJson facts() {
        return null;
    }
}
