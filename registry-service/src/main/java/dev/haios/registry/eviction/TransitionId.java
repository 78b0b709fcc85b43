package dev.haios.registry.eviction;

import dev.haios.contracts.eviction.EvictionAction;
import dev.haios.contracts.schema.Wire;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Names one transition: a service, its epoch, the heartbeat it was last heard by, and what is done.
 * A hash, because the parts together may be longer than an id.
 */
record TransitionId(String value) {

    private static final int BYTES = 16;

    static TransitionId of(
            String serviceId, long epoch, Instant lastHeartbeat, EvictionAction action) {
        var parts =
                String.join(
                        "|",
                        serviceId,
                        Long.toString(epoch),
                        lastHeartbeat.toString(),
                        Wire.word(action));
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(parts.getBytes(StandardCharsets.UTF_8));
            return new TransitionId(HexFormat.of().formatHex(digest, 0, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
