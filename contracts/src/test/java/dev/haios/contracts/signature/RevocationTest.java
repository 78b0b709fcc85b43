package dev.haios.contracts.signature;

import static dev.haios.contracts.signature.Signers.GATEWAY;
import static dev.haios.contracts.signature.Signers.MESSAGE;
import static dev.haios.contracts.signature.Signers.NOON;
import static dev.haios.contracts.signature.Signers.newKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevocationTest {
    @TempDir Path folder;
    private final SigningKey key = newKey();
    private final String pub = key.publicKey().authorizedKeyLine();
    private final String signature = key.signArmored("receipt", MESSAGE);

    private Verdict verify(RevokedKeys revoked) {
        return new SignatureVerifier(Signers.allowed(key.publicKey()), revoked)
                .verify(MESSAGE, signature, "receipt", GATEWAY, NOON);
    }

    @Test
    void a_revoked_key_is_refused_although_it_is_allowed() {
        String fingerprint = key.publicKey().fingerprint();
        Verdict revoked = new Verdict.Revoked("key " + fingerprint + " is revoked");

        assertThat(verify(RevokedKeys.none())).isInstanceOf(Verdict.Valid.class);
        assertThat(verify(RevokedKeys.parse(pub))).isEqualTo(revoked);
        assertThat(verify(RevokedKeys.parse("# lost\n\n  " + fingerprint + " laptop stolen\n")))
                .isEqualTo(revoked);
    }

    @Test
    void a_key_that_is_not_listed_is_not_revoked() {
        assertThat(
                        verify(
                                RevokedKeys.parse(
                                        newKey().publicKey().authorizedKeyLine() + "\n#" + pub)))
                .isInstanceOf(Verdict.Valid.class);
    }

    @Test
    void ssh_keygen_reads_a_file_of_revoked_public_keys_too() {
        SshKeygen sshKeygen = new SshKeygen(folder);
        sshKeygen.write("revoked", (pub + "\n").getBytes(StandardCharsets.UTF_8));
        String signers = AllowedSigners.line(GATEWAY, key.publicKey());

        assertThat(sshKeygen.verify(signers, GATEWAY, MESSAGE, signature).succeeded()).isTrue();
        assertThat(
                        sshKeygen
                                .verify(
                                        "UTC", signers, GATEWAY, MESSAGE, signature, "-r",
                                        "revoked")
                                .succeeded())
                .isFalse();
        assertThat(verify(RevokedKeys.load(folder.resolve("revoked"))))
                .isInstanceOf(Verdict.Revoked.class);
    }

    @Test
    void keys_of_other_types_may_be_listed() throws Exception {
        new SshKeygen(folder).ok("-q", "-t", "ecdsa", "-N", "", "-f", "ec");
        RevokedKeys revoked = RevokedKeys.load(folder.resolve("ec.pub"));
        assertThat(revoked.contains(key.publicKey())).isFalse();
    }

    @Test
    void a_missing_file_revokes_nothing_only_where_that_was_said() throws Exception {
        Path file = folder.resolve("revoked");
        assertThat(RevokedKeys.loadIfPresent(file).contains(key.publicKey())).isFalse();
        assertThatThrownBy(() -> RevokedKeys.load(file)).hasMessageContaining(file.toString());
        Files.writeString(file, pub);
        assertThat(RevokedKeys.loadIfPresent(file).contains(key.publicKey())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gibberish",
                "SHA256:tooshort",
                "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB",
                "MD5:16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48",
                "ssh-ed25519 AAAAB3NzaC1yc2EAAAADAQABAAAAAQ==",
                "ssh-ed25519 not-base64",
            })
    void a_line_that_is_not_understood_is_refused_since_skipping_it_would_trust_its_key(String line)
            throws Exception {
        Path file = folder.resolve("revoked");
        Files.writeString(file, pub + "\n" + line + "\n");
        assertThatThrownBy(() -> RevokedKeys.load(file))
                .isInstanceOf(SshFormatException.class)
                .hasMessageStartingWith(file + ": line 2: ");
    }
}
