package dev.haios.adapters.chat;

import dev.haios.adapters.backend.Answer;
import dev.haios.contracts.model.UpstreamReply;
import dev.haios.contracts.model.Usage;
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
        message.put("content", content(done.reply()));
        message.put("refusal", null);
        var body = head("chat.completion");
        body.put("choices", List.of(choice("message", message, reason(done))));
        body.put("usage", usage(done.reply().usage()));
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

    /** A text, else the label; a classifier that abstains says so. */
    static String content(UpstreamReply reply) {
        if (reply.text() != null) {
            return reply.text();
        }
        return Objects.requireNonNullElse(reply.label(), "abstained");
    }

    static String reason(Answer.Done done) {
        return done.complete() ? "stop" : "length";
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
