package dev.haios.gateway.upstream;

import dev.haios.contracts.routing.Candidate;
import dev.haios.contracts.schema.Wire;
import org.jspecify.annotations.Nullable;

/**
 * A chat completion to be handed on: everything byte for byte but the model's name, in whose place
 * each service finds the one it knows itself by.
 *
 * @param head the body before the value of {@code model}
 * @param tail the body behind it
 * @param maxTokens most tokens the caller takes; null when it set no limit
 */
public record Chat(String head, String tail, @Nullable Integer maxTokens) {

    private static final String PATH = "/v1/chat/completions";

    String body(Candidate candidate) {
        var model = candidate.model() == null ? candidate.name() : candidate.model();
        return head + Wire.mapper().writeValueAsString(model) + tail;
    }

    /** Label {@code chat_path}, or where OpenAI's clients look. */
    static String path(Candidate candidate) {
        return candidate.labels().get("chat_path") instanceof String path ? path : PATH;
    }
}
