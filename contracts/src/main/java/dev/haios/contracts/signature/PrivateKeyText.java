package dev.haios.contracts.signature;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The text of an OpenSSH private key file (PROTOCOL.key, {@code openssh-key-v1}) holding one
 * Ed25519 key without a passphrase. Encoding is deterministic: one key and comment, one text.
 */
final class PrivateKeyText {
    private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);
    private static final String NONE = "none";
    private static final int BLOCK = 8;

    private PrivateKeyText() {}

    static String encode(byte[] seed, SignerKey key) {
        // The two check words only have to be equal: they tell a right passphrase from a wrong one,
        // and there is none. ssh-keygen rolls dice for them, we take them from the public key.
        int check = ByteBuffer.wrap(key.point()).getInt();
        SshWire.Writer secret = new SshWire.Writer().uint32(check).uint32(check);
        secret.string(SignerKey.TYPE).string(key.point());
        secret.string(joined(seed, key.point())).string(key.comment());
        secret.raw(padding(Math.floorMod(-secret.bytes().length, BLOCK)));
        return Armor.PRIVATE_KEY.wrap(
                new SshWire.Writer()
                        .raw(MAGIC)
                        .string(NONE)
                        .string(NONE)
                        .string("")
                        .uint32(1)
                        .string(key.blob())
                        .string(secret.bytes())
                        .bytes());
    }

    static SigningKey decode(String text) {
        SshWire.Reader in = new SshWire.Reader(Armor.PRIVATE_KEY.unwrap(text));
        in.magic(MAGIC, "the openssh-key-v1 mark");
        if (!in.text("the cipher name").equals(NONE)) {
            throw new SshFormatException(
                    "the key has a passphrase; services sign unattended and need one without"
                            + " (ssh-keygen -p removes it)");
        }
        in.text("the key derivation name");
        in.string("the key derivation options");
        if (in.uint32("the number of keys") != 1) {
            throw new SshFormatException("the file holds more or less than one key");
        }
        SignerKey key = SignerKey.ofBlob(in.string("the public key"), "");
        byte[] secret = in.string("the private part");
        in.end("the key file");
        return decodeSecret(new SshWire.Reader(secret), key);
    }

    private static SigningKey decodeSecret(SshWire.Reader in, SignerKey key) {
        if (in.uint32("the first check") != in.uint32("the second check")) {
            throw new SshFormatException("the private part is damaged");
        }
        if (!in.text("the private key type").equals(SignerKey.TYPE)) {
            throw new SshFormatException("the private key is of another type than the public one");
        }
        byte[] point = in.string("the public point");
        byte[] seedAndPoint = in.string("the private key");
        String comment = in.text("the comment");
        byte[] padding = in.rest();
        if (padding.length >= BLOCK || !Arrays.equals(padding, padding(padding.length))) {
            throw new SshFormatException("the private part is damaged");
        }
        byte[] seed = Arrays.copyOf(seedAndPoint, Ed25519.KEY_BYTES);
        if (!Arrays.equals(point, key.point())
                || !Arrays.equals(seedAndPoint, joined(seed, point))
                || !key.verifies(MAGIC, Ed25519.sign(seed, MAGIC))) {
            throw new SshFormatException("the private key does not belong to the public one");
        }
        return new SigningKey(seed, new SignerKey(point, comment));
    }

    /** OpenSSH stores an Ed25519 private key as the seed followed by the public point. */
    private static byte[] joined(byte[] seed, byte[] point) {
        return ByteBuffer.allocate(seed.length + point.length).put(seed).put(point).array();
    }

    /** 1, 2, 3, … up to the cipher's block size, which is 8 without a cipher. */
    private static byte[] padding(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i + 1);
        }
        return bytes;
    }
}
