package dev.haios.gateway.upstream;

import dev.haios.contracts.routing.Candidate;
import dev.haios.contracts.schema.RawJson;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What is handed on, the same for every service that is tried.
 *
 * @param payload sent byte for byte
 * @param capability what is asked for; null when the caller named none
 * @param agent on whose behalf
 * @param chat how it is handed on in OpenAI's language; null for our own
 */
public record Forward(
        RawJson payload,
        String runId,
        String idempotencyKey,
        @Nullable String capability,
        @Nullable String agent,
        @Nullable Chat chat) {

    byte[] body(Candidate candidate) {
        var text = chat == null ? payload.text() : chat.body(candidate);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Where the service takes it. */
    String path(Candidate candidate) {
        return chat == null ? candidate.invokePath() : Chat.path(candidate);
    }
}
