package dev.haios.adapters.invoke;

import dev.haios.adapters.Problems;
import dev.haios.adapters.backend.Answer;
import dev.haios.adapters.backend.ClientGone;
import dev.haios.contracts.model.UpstreamReply;
import dev.haios.contracts.problem.Problem;
import dev.haios.contracts.schema.Wire;
import dev.haios.kit.web.SseStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/**
 * A streamed answer: events {@code chunk}, then {@code done} with the whole reply, or {@code
 * error}. It begins with the first event, so that what fails before is an ordinary refusal that
 * callers may retry.
 */
final class AnswerStream {

    private final HttpServletResponse response;
    private boolean begun;

    AnswerStream(HttpServletResponse response) {
        this.response = response;
    }

    void chunk(String text) {
        send("chunk", Map.of("text", text));
    }

    void done(UpstreamReply reply) {
        send("done", reply);
    }

    void fail(Answer.Failed failed) {
        var problem = Problems.of(failed);
        if (!begun) {
            throw problem;
        }
        send(
                "error",
                Problem.of(
                        problem.slug(),
                        problem.status().getReasonPhrase(),
                        problem.status().value(),
                        failed.detail()));
    }

    private void send(String event, Object data) {
        try {
            if (!begun) {
                begun = true;
                SseStream.begin(response);
            }
            var json = Wire.mapper().writeValueAsString(data);
            SseStream.send(response, new SseStream.Frame(null, event, json));
        } catch (IOException e) {
            throw new ClientGone(e);
        }
    }
}
