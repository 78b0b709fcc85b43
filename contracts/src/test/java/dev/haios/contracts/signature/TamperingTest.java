package dev.haios.contracts.signature;

import static dev.haios.contracts.signature.Signers.GATEWAY;
import static dev.haios.contracts.signature.Signers.MESSAGE;
import static dev.haios.contracts.signature.Signers.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing but the signature and the message that were made together is ever accepted. */
class TamperingTest {
    private static final SigningKey KEY = Signers.newKey();
    private static final SignatureVerifier VERIFIER =
            new SignatureVerifier(Signers.allowed(KEY.publicKey()), RevokedKeys.none());
    private static final byte[] BLOB = KEY.sign("receipt", MESSAGE);
    private static final String TEXT = KEY.signArmored("receipt", MESSAGE).strip();

    private static Verdict verify(byte[] message, byte[] blob) {
        return VERIFIER.verify(message, blob, "receipt", GATEWAY, NOON);
    }

    private static Verdict verify(String text) {
        return VERIFIER.verify(MESSAGE, text, "receipt", GATEWAY, NOON);
    }

    @Test
    void the_untouched_signature_is_valid() {
        assertThat(verify(MESSAGE, BLOB)).isInstanceOf(Verdict.Valid.class);
        assertThat(verify(TEXT)).isInstanceOf(Verdict.Valid.class);
    }

    @Test
    void flipping_any_bit_of_the_blob_is_refused() {
        for (int bit = 0; bit < BLOB.length * 8; bit++) {
            byte[] forged = BLOB.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(verify(MESSAGE, forged))
                    .as("bit %d", bit)
                    .isInstanceOf(Verdict.Refusal.class);
        }
    }

    @Test
    void flipping_any_bit_of_the_armored_text_is_refused() {
        byte[] ascii = TEXT.getBytes(StandardCharsets.ISO_8859_1);
        for (int bit = 0; bit < ascii.length * 8; bit++) {
            byte[] forged = ascii.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(verify(new String(forged, StandardCharsets.ISO_8859_1)))
                    .as("bit %d", bit)
                    .isInstanceOf(Verdict.Refusal.class);
        }
    }

    @Test
    void flipping_any_bit_of_the_message_is_a_bad_signature() {
        for (int bit = 0; bit < MESSAGE.length * 8; bit++) {
            byte[] forged = MESSAGE.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(verify(forged, BLOB)).isInstanceOf(Verdict.BadSignature.class);
        }
    }

    @Test
    void a_blob_cut_anywhere_or_with_something_behind_it_is_malformed() {
        for (int length = 0; length < BLOB.length; length++) {
            assertThat(verify(MESSAGE, Arrays.copyOf(BLOB, length)))
                    .as("first %d bytes", length)
                    .isInstanceOf(Verdict.Malformed.class);
        }
        assertThat(verify(MESSAGE, Arrays.copyOf(BLOB, BLOB.length + 1)))
                .isInstanceOf(Verdict.Malformed.class);
    }

    @Test
    void armor_cut_anywhere_is_malformed() {
        for (int length = 0; length < TEXT.length(); length++) {
            assertThat(verify(TEXT.substring(0, length))).isInstanceOf(Verdict.Malformed.class);
        }
    }

    @Test
    void a_length_that_claims_more_than_is_there_is_malformed_and_allocates_nothing() {
        for (int at = 0; at <= BLOB.length - 4; at++) {
            for (int length : new int[] {Integer.MAX_VALUE, -1, Integer.MIN_VALUE}) {
                byte[] forged = BLOB.clone();
                ByteBuffer.wrap(forged).putInt(at, length);
                assertThat(verify(MESSAGE, forged)).isInstanceOf(Verdict.Refusal.class);
            }
        }
    }

    /** Ed25519's classic malleability: S and S + L satisfy the equation alike. */
    @Test
    void a_signature_scalar_beyond_the_group_order_is_refused() {
        BigInteger order =
                BigInteger.TWO
                        .pow(252)
                        .add(new BigInteger("27742317777372353535851937790883648493"));
        byte[] forged = BLOB.clone();
        int start = forged.length - 32;
        BigInteger scalar =
                new BigInteger(1, reversed(Arrays.copyOfRange(forged, start, forged.length)));
        byte[] beyond = reversed(scalar.add(order).toByteArray());
        System.arraycopy(beyond, 0, forged, start, 32);

        assertThat(verify(MESSAGE, forged)).isInstanceOf(Verdict.BadSignature.class);
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] copy = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            copy[i] = bytes[bytes.length - 1 - i];
        }
        return copy;
    }

    @Test
    void a_public_key_off_the_curve_verifies_nothing() {
        byte[] offCurve = new byte[32];
        offCurve[0] = 2;
        byte[] beyondField = new byte[32];
        Arrays.fill(beyondField, (byte) 0xff);
        for (byte[] point : new byte[][] {offCurve, beyondField}) {
            byte[] forged = BLOB.clone();
            System.arraycopy(point, 0, forged, 6 + 4 + 4 + 4 + 11 + 4, 32);
            assertThat(verify(MESSAGE, forged)).isInstanceOf(Verdict.BadSignature.class);
        }
    }

    static Stream<byte[]> envelopesThatOpensshNeverWrites() {
        byte[] key = KEY.publicKey().blob();
        byte[] raw = Arrays.copyOfRange(BLOB, BLOB.length - 64, BLOB.length);
        byte[] good = new SshWire.Writer().string("ssh-ed25519").string(raw).bytes();
        byte[] rsa = new SshWire.Writer().string("rsa-sha2-512").string(raw).bytes();
        byte[] shorter =
                new SshWire.Writer().string("ssh-ed25519").string(Arrays.copyOf(raw, 63)).bytes();
        byte[] notUtf8 = {(byte) 0xc3, 0x28};
        return Stream.of(
                envelope(2, key, "receipt", "", "sha512", good),
                envelope(1, key, "receipt", "x", "sha512", good),
                envelope(1, key, "receipt", "", "md5", good),
                envelope(1, key, "receipt", "", "sha512", rsa),
                envelope(1, key, "receipt", "", "sha512", shorter),
                envelope(1, key, "receipt\nERROR forged log line", "", "sha512", good),
                envelope(1, key, "r".repeat(2000), "", "sha512", good),
                envelope(1, new SshWire.Writer().string(notUtf8).bytes(), "", "", "sha512", good),
                envelope(1, Arrays.copyOf(key, key.length + 1), "receipt", "", "sha512", good));
    }

    private static byte[] envelope(
            int version, byte[] key, String namespace, String reserved, String hash, byte[] sig) {
        return new SshWire.Writer()
                .raw("SSHSIG".getBytes(StandardCharsets.US_ASCII))
                .uint32(version)
                .string(key)
                .string(namespace)
                .string(reserved)
                .string(hash)
                .string(sig)
                .bytes();
    }

    @ParameterizedTest
    @MethodSource("envelopesThatOpensshNeverWrites")
    void an_envelope_that_openssh_never_writes_is_malformed(byte[] blob) {
        Verdict verdict = verify(MESSAGE, blob);
        assertThat(verdict).isInstanceOf(Verdict.Malformed.class);
        assertThat(verdict.detail()).doesNotContain("\n").hasSizeLessThan(200);
    }

    @Property(tries = 2000)
    void arbitrary_bytes_are_malformed_and_never_an_exception(
            @ForAll @Size(max = 300) byte[] blob) {
        assertThat(verify(MESSAGE, blob)).isInstanceOf(Verdict.Malformed.class);
    }

    @Property(tries = 500)
    void arbitrary_text_is_malformed_and_never_an_exception(@ForAll String text) {
        String armored = "-----BEGIN SSH SIGNATURE-----\n" + text + "\n-----END SSH SIGNATURE-----";
        assertThat(verify(text)).isInstanceOf(Verdict.Malformed.class);
        assertThat(verify(armored)).isInstanceOf(Verdict.Malformed.class);
    }

    @Property(tries = 200)
    void any_message_round_trips_and_any_other_is_refused(
            @ForAll byte[] message, @ForAll @IntRange(max = 255) int extra) {
        byte[] blob = KEY.sign("receipt", message);
        byte[] longer = Arrays.copyOf(message, message.length + 1);
        longer[message.length] = (byte) extra;

        assertThat(verify(message, blob)).isInstanceOf(Verdict.Valid.class);
        assertThat(verify(longer, blob)).isInstanceOf(Verdict.BadSignature.class);
    }
}
