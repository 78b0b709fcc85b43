package dev.haios.adapters.chat;

import dev.haios.adapters.Problems;
import dev.haios.adapters.backend.Answer;
import dev.haios.adapters.backend.ChunkSink;
import dev.haios.adapters.backend.ClientGone;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A streamed completion: {@code data:} lines of chunks, then {@code data: [DONE]}. What fails
 * before the first chunk is an ordinary refusal.
 */
final class ChatStream implements ChunkSink {

    private final HttpServletResponse response;
    private final Completion completion;
    private final boolean includeUsage;
    private boolean begun;

    ChatStream(HttpServletResponse response, Completion completion, boolean includeUsage) {
        this.response = response;
        this.completion = completion;
        this.includeUsage = includeUsage;
    }

    @Override
    public void chunk(String text) {
        begin();
        send(completion.chunk(Map.of("content", text), null));
    }

    @Override
    public void toolCall(int index, @Nullable String id, @Nullable String name, String arguments) {
        begin();
        send(
                completion.chunk(
                        Map.of(
                                "tool_calls",
                                List.of(Completion.callPiece(index, id, name, arguments))),
                        null));
    }

    void done(Answer.Done done) {
        if (!begun) {
            // A label comes all at once.
            chunk(Completion.content(done.reply()));
        }
        send(completion.chunk(Map.of(), Completion.reason(done)));
        if (includeUsage) {
            send(completion.usageChunk(done.reply()));
        }
        write("[DONE]");
    }

    void fail(Answer.Failed failed) {
        var problem = Problems.of(failed);
        if (!begun) {
            throw problem;
        }
        send(ChatError.of(problem).body());
    }

    private void begin() {
        if (!begun) {
            begun = true;
            Map<String, Object> opening = new LinkedHashMap<>();
            opening.put("role", "assistant");
            opening.put("content", "");
            send(completion.chunk(opening, null));
        }
    }

    private void send(Map<String, Object> data) {
        write(ChatWriter.text(data));
    }

    private void write(String data) {
        try {
            ChatWriter.event(response, data);
        } catch (IOException e) {
            throw new ClientGone(e);
        }
    }
}
