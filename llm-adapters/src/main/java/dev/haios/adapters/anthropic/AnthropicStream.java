package dev.haios.adapters.anthropic;

import dev.haios.adapters.remote.Dialect;
import dev.haios.adapters.remote.Draft;
import dev.haios.adapters.remote.Refusal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the events of one stream. Not thread-safe. */
final class AnthropicStream implements Dialect.Reading {

    private static final Map<String, Integer> STATUS =
            Map.of(
                    "invalid_request_error", 400,
                    "authentication_error", 401,
                    "billing_error", 402,
                    "permission_error", 403,
                    "not_found_error", 404,
                    "request_too_large", 413,
                    "rate_limit_error", 429,
                    "overloaded_error", 529);

    private final AnthropicDialect dialect = new AnthropicDialect();

    /** Blocks are counted together; calls of tools on their own. By the block's index. */
    private final Map<Integer, Call> calls = new HashMap<>();

    private static final class Call {
        private final int place;
        private boolean hasArguments;

        Call(int place) {
            this.place = place;
        }
    }

    @Override
    public @Nullable Refusal event(JsonNode data, Draft draft) {
        switch (data.path("type").asString("")) {
            case "message_start" -> {
                draft.model(data.path("message").path("model").asString(""));
                AnthropicDialect.usage(data.path("message").path("usage"), draft);
            }
            case "content_block_start" -> begin(data, draft);
            case "content_block_delta" -> grow(data, draft);
            case "content_block_stop" -> end(data, draft);
            case "message_delta" -> {
                AnthropicDialect.finish(data.path("delta").path("stop_reason").asString(""), draft);
                AnthropicDialect.usage(data.path("usage"), draft);
            }
            case "error" -> {
                return dialect.refusal(
                        STATUS.getOrDefault(data.path("error").path("type").asString(""), 500),
                        data);
            }
            default -> {
                // A ping, the end, or a kind that was not yet known; they announce new ones.
            }
        }
        return null;
    }

    private void begin(JsonNode data, Draft draft) {
        var block = data.path("content_block");
        if (block.path("type").asString("").equals("tool_use")) {
            var call = new Call(calls.size());
            calls.put(data.path("index").asInt(0), call);
            draft.toolCall(
                    call.place, block.path("id").asString(""), block.path("name").asString(""), "");
        } else {
            draft.text(block.path("text").asString(""));
        }
    }

    private void grow(JsonNode data, Draft draft) {
        var delta = data.path("delta");
        var call = calls.get(data.path("index").asInt(0));
        var arguments = delta.path("partial_json").asString("");
        if (call != null && !arguments.isEmpty()) {
            call.hasArguments = true;
            draft.toolCall(call.place, null, null, arguments);
        }
        if (delta.path("type").asString("").equals("text_delta")) {
            draft.text(delta.path("text").asString(""));
        }
    }

    /** A call without arguments streams none, not even the braces. */
    private void end(JsonNode data, Draft draft) {
        var call = calls.get(data.path("index").asInt(0));
        if (call != null && !call.hasArguments) {
            draft.toolCall(call.place, null, null, "{}");
        }
    }
}
