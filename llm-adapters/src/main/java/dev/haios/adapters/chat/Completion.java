package dev.haios.adapters.chat;

import dev.haios.adapters.backend.Answer;
import dev.haios.contracts.model.ToolCall;
import dev.haios.contracts.model.UpstreamReply;
import dev.haios.contracts.model.Usage;
import dev.haios.contracts.schema.Wire;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One completion in OpenAI's shapes. Built as maps: its nulls are written, which the fleet's own
 * records never do.
 *
 * @param created seconds since 1970
 * @param fingerprint what really does the work
 */
record Completion(String id, long created, String model, String fingerprint) {

    /** The same request of the same run has the same id, so that a repeated call is recognised. */
    static String id(String runId, byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(runId.getBytes(StandardCharsets.UTF_8));
            return "chatcmpl-" + HexFormat.of().formatHex(digest.digest(body), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The answer to a request that is not streamed. */
    Map<String, Object> whole(Answer.Done done) {
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("role", "assistant");
        var calls = done.reply().toolCalls();
        boolean callsOnly = calls != null && content(done.reply()).isEmpty();
        message.put("content", callsOnly ? null : content(done.reply()));
        message.put("refusal", null);
        if (calls != null) {
            message.put("tool_calls", calls.stream().map(Completion::call).toList());
        }
        var body = head("chat.completion");
        body.put("choices", List.of(choice("message", message, reason(done))));
        body.put("usage", usage(done.reply().usage()));
        var config = done.reply().modelConfig();
        if (config != null && config.model() != null) {
            body.put("model", config.model());
        }
        if (config != null && !config.ignored().isEmpty()) {
            body.put("model_config", config);
        }
        return body;
    }

    /** A piece of a streamed answer. */
    Map<String, Object> chunk(Map<String, Object> delta, @Nullable String finishReason) {
        var body = head("chat.completion.chunk");
        body.put("choices", List.of(choice("delta", delta, finishReason)));
        return body;
    }

    /** The last piece of a streamed answer whose caller asked for its usage. */
    Map<String, Object> usageChunk(UpstreamReply reply) {
        var body = head("chat.completion.chunk");
        body.put("choices", List.of());
        body.put("usage", usage(reply.usage()));
        return body;
    }

    private static Map<String, Object> call(ToolCall call) {
        return Map.of(
                "id",
                call.id(),
                "type",
                "function",
                "function",
                Map.of("name", call.name(), "arguments", call.arguments()));
    }

    /** A piece of a tool call; its first has id and name. */
    static Map<String, Object> callPiece(
            int index, @Nullable String id, @Nullable String name, String arguments) {
        Map<String, Object> function = new LinkedHashMap<>();
        if (name != null) {
            function.put("name", name);
        }
        function.put("arguments", arguments);
        Map<String, Object> piece = new LinkedHashMap<>();
        piece.put("index", index);
        if (id != null) {
            piece.put("id", id);
            piece.put("type", "function");
        }
        piece.put("function", function);
        return piece;
    }

    /** A text, else the label; a classifier that abstains says so. */
    static String content(UpstreamReply reply) {
        if (reply.text() != null) {
            return reply.text();
        }
        return Objects.requireNonNullElse(reply.label(), "abstained");
    }

    static String reason(Answer.Done done) {
        return Wire.word(done.finish());
    }

    private Map<String, Object> head(String object) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", id);
        body.put("object", object);
        body.put("created", created);
        body.put("model", model);
        body.put("system_fingerprint", fingerprint);
        return body;
    }

    private static Map<String, @Nullable Object> choice(
            String member, Object value, @Nullable String finishReason) {
        Map<String, @Nullable Object> choice = new LinkedHashMap<>();
        choice.put("index", 0);
        choice.put(member, value);
        choice.put("logprobs", null);
        choice.put("finish_reason", finishReason);
        return choice;
    }

    private static Map<String, Object> usage(@Nullable Usage usage) {
        long in = usage == null ? 0 : usage.tokensIn();
        long out = usage == null ? 0 : usage.tokensOut();
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("prompt_tokens", in);
        counts.put("completion_tokens", out);
        counts.put("total_tokens", in + out);
        return counts;
    }
}
