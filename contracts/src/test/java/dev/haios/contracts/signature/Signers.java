package dev.haios.contracts.signature;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;

/** What most tests of this feature begin with. */
final class Signers {
    static final String GATEWAY = "gateway@haios";
    static final byte[] MESSAGE = "{\"run_id\":\"r-1\"}\n".getBytes(StandardCharsets.UTF_8);
    static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");

    private Signers() {}

    static SigningKey newKey() {
        return SigningKey.generate(GATEWAY, new SecureRandom());
    }

    static AllowedSigners allowed(SignerKey key) {
        return AllowedSigners.parse("").with(GATEWAY, key);
    }

    /** Verifies the message above as a receipt of the gateway, at noon. */
    static Verdict verify(AllowedSigners signers, String signature) {
        return new SignatureVerifier(signers, RevokedKeys.none())
                .verify(MESSAGE, signature, SignatureNamespace.RECEIPT, GATEWAY, NOON);
    }
}
