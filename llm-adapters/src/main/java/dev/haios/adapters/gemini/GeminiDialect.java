package dev.haios.adapters.gemini;

import dev.haios.adapters.backend.Finish;
import dev.haios.adapters.remote.ApiKey;
import dev.haios.adapters.remote.Ask;
import dev.haios.adapters.remote.Dialect;
import dev.haios.adapters.remote.Draft;
import dev.haios.adapters.remote.Refusal;
import dev.haios.adapters.remote.Refusal.Kind;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /models/<model>:generateContent}, and its streaming twin. */
public final class GeminiDialect implements Dialect {

    @Override
    public Ask ask(ObjectNode chat, String model, boolean streamed, Set<String> without) {
        var taken = chat.deepCopy();
        taken.remove(without);
        return GeminiRequest.of(taken, model, streamed);
    }

    @Override
    public void sign(HttpRequest request, ApiKey key) {
        // They take it in the address too, where it would end up in everybody's logs.
        request.setHeader("x-goog-api-key", key.secret());
    }

    @Override
    public void whole(JsonNode reply, Draft draft) {
        new Pieces().take(reply, draft);
    }

    @Override
    public Reading reading() {
        var pieces = new Pieces();
        return (data, draft) -> {
            if (data.hasNonNull("error")) {
                return refusal(data.path("error").path("code").asInt(500), data);
            }
            pieces.take(data, draft);
            return null;
        };
    }

    /** A whole answer is a stream of one piece. Counts the calls over all pieces. */
    private static final class Pieces {
        private int calls;

        void take(JsonNode piece, Draft draft) {
            draft.model(piece.path("modelVersion").asString(""));
            var candidate = piece.path("candidates").path(0);
            for (var part : candidate.path("content").path("parts")) {
                if (part.path("functionCall").isObject()) {
                    call(part.path("functionCall"), piece, draft);
                } else if (!part.path("thought").asBoolean(false)) {
                    draft.text(part.path("text").asString(""));
                }
            }
            finish(candidate.path("finishReason").asString(""), draft);
            if (piece.path("promptFeedback").hasNonNull("blockReason")) {
                draft.finish(Finish.CONTENT_FILTER);
            }
            usage(piece.path("usageMetadata"), draft);
        }

        /** Calls always come whole; older models do not name them. */
        private void call(JsonNode call, JsonNode piece, Draft draft) {
            var id = call.path("id").asString("");
            draft.toolCall(
                    calls,
                    id.isEmpty()
                            ? "call_" + piece.path("responseId").asString("") + "_" + calls
                            : id,
                    call.path("name").asString(""),
                    call.path("args").isObject() ? call.path("args").toString() : "{}");
            calls++;
        }
    }

    private static void finish(String reason, Draft draft) {
        switch (reason) {
            case "", "FINISH_REASON_UNSPECIFIED" -> {}
            case "MAX_TOKENS" -> draft.finish(Finish.LENGTH);
            case "SAFETY",
                    "RECITATION",
                    "LANGUAGE",
                    "BLOCKLIST",
                    "PROHIBITED_CONTENT",
                    "SPII",
                    "IMAGE_SAFETY" ->
                    draft.finish(Finish.CONTENT_FILTER);
            default -> draft.finish(Finish.STOP);
        }
    }

    /** What it thought is paid for like what it said. */
    private static void usage(JsonNode usage, Draft draft) {
        if (usage.has("promptTokenCount")) {
            draft.tokensIn(
                    usage.path("promptTokenCount").asLong(0)
                            + usage.path("toolUsePromptTokenCount").asLong(0));
            draft.tokensOut(
                    usage.path("candidatesTokenCount").asLong(0)
                            + usage.path("thoughtsTokenCount").asLong(0));
        }
    }

    /** Streams that fail at once answer with a list that holds the error. */
    @Override
    public Refusal refusal(int status, JsonNode body) {
        var error = (body.isArray() ? body.path(0) : body).path("error");
        var message = error.path("message").asString("");
        return new Refusal(kind(status, error, message), message, null, after(error));
    }

    private static Kind kind(int status, JsonNode error, String message) {
        var words = message.toLowerCase(Locale.ROOT);
        if (error.path("status").asString("").equals("FAILED_PRECONDITION")
                || hasReason(error, "API_KEY_INVALID")
                || hasReason(error, "API_KEY_EXPIRED")) {
            return Kind.SHUT_OUT;
        }
        return status == 400 && words.contains("exceeds the maximum number of tokens")
                ? Kind.TOO_LONG
                : Refusal.kind(status);
    }

    private static boolean hasReason(JsonNode error, String reason) {
        return error.path("details")
                .valueStream()
                .anyMatch(detail -> detail.path("reason").asString("").equals(reason));
    }

    /** Google says it in the body, as in {@code "retryDelay": "34.07s"}. */
    private static @Nullable Duration after(JsonNode error) {
        return error.path("details")
                .valueStream()
                .map(detail -> detail.path("retryDelay").asString(""))
                .filter(delay -> delay.matches("[0-9]{1,6}(\\.[0-9]{1,9})?s"))
                .map(delay -> delay.substring(0, delay.length() - 1))
                .map(seconds -> Duration.ofMillis((long) (Double.parseDouble(seconds) * 1_000)))
                .findFirst()
                .orElse(null);
    }
}
