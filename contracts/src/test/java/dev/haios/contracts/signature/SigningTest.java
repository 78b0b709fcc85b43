package dev.haios.contracts.signature;

import static dev.haios.contracts.signature.Signers.GATEWAY;
import static dev.haios.contracts.signature.Signers.MESSAGE;
import static dev.haios.contracts.signature.Signers.NOON;
import static dev.haios.contracts.signature.Signers.allowed;
import static dev.haios.contracts.signature.Signers.newKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningTest {
    @TempDir Path folder;
    private SshKeygen sshKeygen;

    @BeforeEach
    void findSshKeygen() {
        sshKeygen = new SshKeygen(folder);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 32, 127, 128, 4096, 1_000_000})
    void what_we_sign_ssh_keygen_accepts(int length) {
        SigningKey key = newKey();
        byte[] message = new byte[length];
        new Random(length).nextBytes(message);
        String signature = key.signArmored(SignatureNamespace.RECEIPT, message);

        String signers = AllowedSigners.line(GATEWAY, key.publicKey(), SignatureNamespace.RECEIPT);
        assertThat(sshKeygen.verify(signers, GATEWAY, message, signature).output())
                .contains("Good \"receipt\" signature for gateway@haios")
                .contains(key.publicKey().fingerprint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "artifact", "snapshot", "state", "receipt", "a", "ä€😀"})
    void we_write_the_very_text_that_ssh_keygen_writes(String namespace) {
        Path file = sshKeygen.newKey("id", "them");
        SigningKey key = SigningKey.load(file);

        assertThat(key.signArmored(namespace, MESSAGE))
                .isEqualTo(sshKeygen.sign(file, namespace, MESSAGE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha512", "sha256"})
    void what_ssh_keygen_signs_we_accept_with_either_hash(String hash) {
        Path file = sshKeygen.newKey("id", "them");
        SignerKey key = SigningKey.load(file).publicKey();
        String signature =
                sshKeygen.sign(file, SignatureNamespace.RECEIPT, MESSAGE, "-O", "hashalg=" + hash);

        assertThat(Signers.verify(allowed(key), signature))
                .isEqualTo(new Verdict.Valid(GATEWAY, key.fingerprint()));
    }

    @Test
    void the_raw_blob_verifies_like_its_armored_text() {
        SigningKey key = newKey();
        SignatureVerifier verifier =
                new SignatureVerifier(allowed(key.publicKey()), RevokedKeys.none());
        byte[] blob = key.sign(SignatureNamespace.STATE, MESSAGE);

        assertThat(verifier.verify(MESSAGE, blob, SignatureNamespace.STATE, GATEWAY, NOON))
                .isInstanceOf(Verdict.Valid.class);
        assertThat(Armor.SIGNATURE.unwrap(key.signArmored(SignatureNamespace.STATE, MESSAGE)))
                .isEqualTo(blob);
    }

    @Test
    void a_signature_for_one_purpose_is_worth_nothing_for_another() {
        SigningKey key = newKey();
        String signature = key.signArmored(SignatureNamespace.PLAN, MESSAGE);

        Verdict verdict = Signers.verify(allowed(key.publicKey()), signature);

        assertThat(verdict).isInstanceOf(Verdict.WrongNamespace.class);
        assertThat(verdict.detail()).isEqualTo("signed for 'plan', not for 'receipt'");
    }

    @Test
    void a_signature_needs_a_namespace() {
        assertThatThrownBy(() -> newKey().sign("", MESSAGE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void line_width_line_ends_and_blanks_around_the_armor_do_not_matter() {
        SigningKey key = newKey();
        String text = key.signArmored(SignatureNamespace.RECEIPT, MESSAGE);
        String body = text.lines().filter(l -> !l.startsWith("-")).reduce("", String::concat);
        String wide =
                text.lines().findFirst().orElseThrow()
                        + "\n"
                        + body
                        + "\n"
                        + "-----END SSH SIGNATURE-----";

        for (String variant : List.of(text.replace("\n", "\r\n"), "\n" + text + "\n \n", wide)) {
            assertThat(Signers.verify(allowed(key.publicKey()), variant))
                    .as(variant)
                    .isInstanceOf(Verdict.Valid.class);
        }
    }

    @Test
    void a_signature_by_another_kind_of_key_is_malformed_and_says_so() {
        sshKeygen.ok("-q", "-t", "ecdsa", "-N", "", "-f", "ec");
        String signature =
                sshKeygen.sign(folder.resolve("ec"), SignatureNamespace.RECEIPT, MESSAGE);

        Verdict verdict = Signers.verify(allowed(newKey().publicKey()), signature);

        assertThat(verdict).isInstanceOf(Verdict.Malformed.class);
        assertThat(verdict.detail()).contains("ecdsa-sha2-nistp256").contains("only ssh-ed25519");
    }

    @Test
    void a_key_never_shows_its_secret() {
        SigningKey key = newKey();
        assertThat(key).hasToString("SigningKey[" + key.publicKey().fingerprint() + "]");
        assertThat(key.publicKey()).hasToString(key.publicKey().authorizedKeyLine());
    }

    @Test
    void the_same_key_and_message_give_the_same_signature_and_another_message_another() {
        SigningKey key = newKey();
        byte[] other = "other".getBytes(StandardCharsets.UTF_8);
        assertThat(key.sign("plan", MESSAGE)).isEqualTo(key.sign("plan", MESSAGE));
        assertThat(key.sign("plan", MESSAGE)).isNotEqualTo(key.sign("plan", other));
    }
}
