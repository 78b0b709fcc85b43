package dev.haios.gateway.seal;

import dev.haios.contracts.receipt.ChainHead;
import dev.haios.contracts.signature.AllowedSigners;
import dev.haios.contracts.signature.RevokedKeys;
import dev.haios.contracts.signature.SignatureVerifier;
import dev.haios.contracts.signature.SigningKey;
import dev.haios.contracts.signature.Verdict;
import dev.haios.kit.home.HaiosHome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * The gateway's key, made at the first start in {@code artifacts/engine/keys/gateway} and entered
 * into {@code allowed_signers} there. It signs receipts and nothing else.
 */
@Component
public final class GatewaySignature {

    private final SigningKey key;
    private final Path allowedSigners;
    private final Clock clock;

    GatewaySignature(HaiosHome home, Clock clock) {
        var keys = home.artifacts().resolve("engine/keys");
        this.key = SigningKey.loadOrCreate(keys.resolve("gateway"), ChainHead.PRINCIPAL);
        this.allowedSigners = keys.resolve("allowed_signers");
        this.clock = clock;
        AllowedSigners.enrol(
                allowedSigners, ChainHead.PRINCIPAL, key.publicKey(), ChainHead.NAMESPACE);
    }

    /** An armored signature, as {@code ssh-keygen -Y sign} writes it; takes about 0.7 ms. */
    public String sign(String text) {
        return key.signArmored(ChainHead.NAMESPACE, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether a gateway of this installation signed the text, with this key or an earlier one. */
    boolean covers(String text, String signature) {
        var verdict =
                new SignatureVerifier(
                                AllowedSigners.load(allowedSigners),
                                RevokedKeys.loadIfPresent(allowedSigners.resolveSibling("revoked")))
                        .verify(
                                text.getBytes(StandardCharsets.UTF_8),
                                signature,
                                ChainHead.NAMESPACE,
                                ChainHead.PRINCIPAL,
                                clock.instant());
        return verdict instanceof Verdict.Valid;
    }
}
