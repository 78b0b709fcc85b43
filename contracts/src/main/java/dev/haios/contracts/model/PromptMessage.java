package dev.haios.contracts.model;

import dev.haios.contracts.schema.Bounds;
import org.jspecify.annotations.Nullable;

/**
 * One message of a conversation.
 *
 * @param content at most 1,000,000 characters
 * @param name who speaks, when the role does not say it, 1 to 128 characters
 * @param pin whether a summary must keep it word for word
 */
public record PromptMessage(
        MessageRole role, String content, @Nullable String name, @Nullable Boolean pin) {

    /** Checks the bounds. */
    public PromptMessage {
        Bounds.text("content", content, 1_000_000);
        Bounds.name("name", name);
    }

    /** A message without name and pin. */
    public static PromptMessage of(MessageRole role, String content) {
        return new PromptMessage(role, content, null, null);
    }
}
