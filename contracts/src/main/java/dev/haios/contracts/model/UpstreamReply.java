package dev.haios.contracts.model;

import dev.haios.contracts.schema.Bounds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What our own models answer.
 *
 * @param label null when the classifier abstained
 * @param confidence in the label or, when it abstained, in the likeliest one, 0 to 1
 * @param domains the likeliest labels, likeliest first
 * @param abstained true when no label was likely enough to be named
 * @param backend what really did the work
 * @param toolCalls tools the model wants called; null when there are none
 */
public record UpstreamReply(
        @Nullable String text,
        @Nullable String label,
        @Nullable Double confidence,
        @Nullable List<ScoredLabel> domains,
        @Nullable Boolean abstained,
        @Nullable Usage usage,
        @Nullable ModelConfig modelConfig,
        String backend,
        @Nullable List<ToolCall> toolCalls) {

    /** Checks the bounds and copies the list. */
    public UpstreamReply {
        Bounds.range("confidence", confidence, 0, 1);
        domains = domains == null ? null : List.copyOf(domains);
        toolCalls = toolCalls == null ? null : List.copyOf(toolCalls);
    }

    /** An answer that is a text. */
    public static UpstreamReply ofText(
            String text, Usage usage, ModelConfig modelConfig, String backend) {
        return new UpstreamReply(text, null, null, null, null, usage, modelConfig, backend, null);
    }

    /** A classifier's answer; without a label it abstained. */
    public static UpstreamReply ofLabel(
            @Nullable String label,
            double confidence,
            @Nullable List<ScoredLabel> domains,
            Usage usage,
            ModelConfig modelConfig,
            String backend) {
        boolean abstained = label == null;
        return new UpstreamReply(
                null, label, confidence, domains, abstained, usage, modelConfig, backend, null);
    }

    /** A text, also an empty one, together with the tools the model wants called. */
    public UpstreamReply calling(List<ToolCall> calls) {
        return new UpstreamReply(
                text,
                label,
                confidence,
                domains,
                abstained,
                usage,
                modelConfig,
                backend,
                calls.isEmpty() ? null : calls);
    }
}
