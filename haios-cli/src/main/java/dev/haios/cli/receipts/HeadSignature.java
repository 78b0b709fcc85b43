package dev.haios.cli.receipts;

import dev.haios.cli.session.Session;
import dev.haios.contracts.receipt.ChainHead;
import dev.haios.contracts.signature.AllowedSigners;
import dev.haios.contracts.signature.RevokedKeys;
import dev.haios.contracts.signature.SignatureVerifier;
import dev.haios.contracts.signature.SshFormatException;
import dev.haios.contracts.signature.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Checks who signed the end of the chain, with the keys kept on this machine. */
final class HeadSignature {

    private final Session session;

    HeadSignature(Session session) {
        this.session = session;
    }

    /** The file that names who may sign what. */
    Path allowedSigners() {
        return session.artifacts().resolve("engine/keys/allowed_signers");
    }

    /**
     * What is wrong with the head: its signature, or that it speaks of another end than it says.
     */
    Optional<Damage> judge(ChainHead head) {
        if (head.isEmpty()) {
            return Optional.empty();
        }
        // The statement is what was signed; the fields beside it are only a convenience.
        if (!head.isAboutItsEnd()) {
            return damage("the signed statement speaks of another receipt than " + head.seq());
        }
        if (!Files.exists(allowedSigners())) {
            return damage("there is no " + session.shown(allowedSigners()) + " to check it with");
        }
        try {
            Verdict verdict =
                    new SignatureVerifier(
                                    AllowedSigners.load(allowedSigners()),
                                    RevokedKeys.loadIfPresent(
                                            allowedSigners().resolveSibling("revoked")))
                            .verify(
                                    head.statement().getBytes(StandardCharsets.UTF_8),
                                    head.signature(),
                                    ChainHead.NAMESPACE,
                                    ChainHead.PRINCIPAL,
                                    session.clock().instant());
            return verdict instanceof Verdict.Valid ? Optional.empty() : damage(verdict.detail());
        } catch (SshFormatException unreadable) {
            return damage(String.valueOf(unreadable.getMessage()));
        }
    }

    private static Optional<Damage> damage(String detail) {
        return Optional.of(new Damage(Damage.Kind.HEAD_NOT_SIGNED, 0, detail));
    }
}
