package dev.haios.gateway.upstream;

import dev.haios.contracts.schema.RawJson;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What is handed on, the same for every service that is tried.
 *
 * @param payload sent byte for byte
 * @param capability what is asked for; null when the caller named none
 * @param agent on whose behalf
 */
public record Forward(
        RawJson payload,
        String runId,
        String idempotencyKey,
        @Nullable String capability,
        @Nullable String agent) {

    byte[] body() {
        return payload.text().getBytes(StandardCharsets.UTF_8);
    }
}
