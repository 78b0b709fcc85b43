package dev.haios.contracts.model;

import dev.haios.contracts.schema.Bounds;
import dev.haios.contracts.schema.Contract;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The payload our own models take: {@code POST /invoke} of an adapter. At least one of {@code
 * text}, {@code prompt} and {@code messages} is given; they are read in this order: prompt, text,
 * messages.
 *
 * @param text what the work is to be done on, at most 1,000,000 characters
 * @param prompt what is asked, at most 1,000,000 characters
 * @param messages the conversation so far, 1 to 4096, oldest first
 * @param maxTokens longest answer in tokens, 1 to 1,000,000
 * @param temperature 0 to 2
 * @param topP 0 to 1
 * @param seed of whatever chance there is
 * @param topK how many labels a classifier lists, 1 to 64
 * @param mock how the mock model is to behave
 */
@Contract("upstream_request")
public record UpstreamRequest(
        @Nullable String text,
        @Nullable String prompt,
        @Nullable List<PromptMessage> messages,
        @Nullable Integer maxTokens,
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Long seed,
        @Nullable Integer topK,
        @Nullable MockScript mock) {

    /** Checks the bounds and copies the list. */
    public UpstreamRequest {
        Bounds.check(
                text != null || prompt != null || messages != null,
                "text",
                "prompt or messages, at least one of them");
        Bounds.text("text", text, 1_000_000);
        Bounds.text("prompt", prompt, 1_000_000);
        messages = messages == null ? null : Bounds.list("messages", messages, 1, 4096);
        Bounds.range("max_tokens", maxTokens, 1, 1_000_000);
        Bounds.range("temperature", temperature, 0, 2);
        Bounds.range("top_p", topP, 0, 1);
        Bounds.range("top_k", topK, 1, 64);
    }

    /** What is this text about? */
    public static UpstreamRequest toClassify(String text, int topK) {
        return new UpstreamRequest(text, null, null, null, null, null, null, topK, null);
    }
}
