package dev.haios.gateway.openai;

import dev.haios.contracts.schema.RawJson;
import dev.haios.gateway.invoke.AnswerTarget;
import dev.haios.kit.web.SseStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The client of a streamed chat completion; pieces are passed on as the service wrote them. */
final class ChatTarget implements AnswerTarget {

    private final HttpServletResponse response;
    private boolean begun;
    private @Nullable RawJson facts;

    ChatTarget(HttpServletResponse response) {
        this.response = response;
    }

    @Override
    public void begin() throws IOException {
        SseStream.begin(response);
        begun = true;
    }

    boolean hasBegun() {
        return begun;
    }

    @Override
    public long chunk(String data) throws IOException {
        OpenAiWriter.event(response, data);
        return note(new RawJson(data));
    }

    private long note(RawJson piece) {
        try {
            var tree = piece.tree();
            if (tree.path("usage").isObject()) {
                facts = piece;
            }
            return tree.path("choices")
                    .valueStream()
                    .map(choice -> choice.path("delta").path("content").asString(""))
                    .mapToLong(content -> content.getBytes(StandardCharsets.UTF_8).length)
                    .sum();
        } catch (JacksonException e) {
            return piece.text().length();
        }
    }

    @Override
    public @Nullable RawJson facts() {
        return facts;
    }

    /** An answer that came whole although a stream was asked for, as one piece. */
    void whole(RawJson completion) throws IOException {
        var tree = completion.tree();
        begin();
        OpenAiWriter.event(
                response,
                OpenAiWriter.text(
                        Map.of(
                                "id", tree.path("id").asString("chatcmpl-haios"),
                                "object", "chat.completion.chunk",
                                "created", tree.path("created").asLong(0),
                                "model", tree.path("model").asString(""),
                                "choices", choices(tree))));
    }

    private static List<Map<String, Object>> choices(JsonNode completion) {
        return completion
                .path("choices")
                .valueStream()
                .map(choice ->
                        Map.<String, Object>of(
                                "index", choice.path("index").asInt(0),
                                "delta", choice.path("message"),
                                "finish_reason", choice.path("finish_reason").asString("stop")))
                .toList();
    }

    void done() throws IOException {
        OpenAiWriter.event(response, "[DONE]");
    }

    void error(OpenAiError error) throws IOException {
        OpenAiWriter.error(response, error);
    }
}
