package dev.haios.adapters.anthropic;

import dev.haios.adapters.backend.Finish;
import dev.haios.adapters.remote.ApiKey;
import dev.haios.adapters.remote.Ask;
import dev.haios.adapters.remote.Dialect;
import dev.haios.adapters.remote.Draft;
import dev.haios.adapters.remote.Refusal;
import dev.haios.adapters.remote.Refusal.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /messages}. */
public final class AnthropicDialect implements Dialect {

    private static final String VERSION = "2023-06-01";

    /** Newer models refuse them; the refusal names them in its message only. */
    private static final List<String> SOMETIMES_UNTAKEN = List.of("temperature", "top_p");

    @Override
    public Ask ask(ObjectNode chat, String model, boolean streamed, Set<String> without) {
        var taken = chat.deepCopy();
        taken.remove(without);
        return AnthropicRequest.of(taken, model, streamed);
    }

    @Override
    public void sign(HttpRequest request, ApiKey key) {
        request.setHeader("x-api-key", key.secret());
        request.setHeader("anthropic-version", VERSION);
    }

    @Override
    public void whole(JsonNode reply, Draft draft) {
        draft.model(reply.path("model").asString(""));
        int calls = 0;
        for (var block : reply.path("content")) {
            switch (block.path("type").asString("")) {
                case "text" -> draft.text(block.path("text").asString(""));
                case "tool_use" ->
                        draft.toolCall(
                                calls++,
                                block.path("id").asString(""),
                                block.path("name").asString(""),
                                block.path("input").toString());
                default -> {
                    // What it thought is not part of what it said.
                }
            }
        }
        finish(reply.path("stop_reason").asString(""), draft);
        usage(reply.path("usage"), draft);
    }

    @Override
    public Reading reading() {
        return new AnthropicStream();
    }

    static void finish(String reason, Draft draft) {
        switch (reason) {
            case "" -> {}
            case "max_tokens", "model_context_window_exceeded" -> draft.finish(Finish.LENGTH);
            case "tool_use" -> draft.finish(Finish.TOOL_CALLS);
            case "refusal" -> draft.finish(Finish.CONTENT_FILTER);
            default -> draft.finish(Finish.STOP);
        }
    }

    /** What was written to or read from their cache was sent too. */
    static void usage(JsonNode usage, Draft draft) {
        if (usage.has("input_tokens")) {
            draft.tokensIn(
                    usage.path("input_tokens").asLong(0)
                            + usage.path("cache_creation_input_tokens").asLong(0)
                            + usage.path("cache_read_input_tokens").asLong(0));
        }
        if (usage.has("output_tokens")) {
            draft.tokensOut(usage.path("output_tokens").asLong(0));
        }
    }

    @Override
    public Refusal refusal(int status, JsonNode body) {
        var error = body.path("error");
        var message = error.path("message").asString("");
        var kind = kind(status, error, message.toLowerCase(Locale.ROOT));
        return new Refusal(kind, message, kind == Kind.PARAMETER ? untaken(message) : null, null);
    }

    private static Kind kind(int status, JsonNode error, String words) {
        boolean spent =
                error.path("details")
                                .path("error_code")
                                .asString("")
                                .equals("enforced_spend_limit_reached")
                        || words.contains("credit balance is too low")
                        || words.startsWith("you have reached your specified");
        if (spent) {
            return Kind.SHUT_OUT;
        }
        if (status == 400 && words.startsWith("prompt is too long")) {
            return Kind.TOO_LONG;
        }
        return status == 400 && untaken(words) != null ? Kind.PARAMETER : Refusal.kind(status);
    }

    private static @Nullable String untaken(String message) {
        return SOMETIMES_UNTAKEN.stream().filter(message::contains).findFirst().orElse(null);
    }
}
