package dev.haios.contracts.signature;

import java.util.Arrays;
import java.util.Base64;

/**
 * The public half of a {@link SigningKey}: an Ed25519 point and a comment. Immutable; two keys are
 * equal when their points are, whatever the comments say.
 */
public final class SignerKey {
    static final String TYPE = "ssh-ed25519";

    private final byte[] point;
    private final String comment;

    SignerKey(byte[] point, String comment) {
        if (point.length != Ed25519.KEY_BYTES) {
            throw new SshFormatException("an Ed25519 public key has 32 bytes, not " + point.length);
        }
        // A line break in a comment would let a key file write further lines into allowed_signers.
        if (comment.chars().anyMatch(c -> c != '\t' && Character.isISOControl(c))) {
            throw new SshFormatException("the key's comment holds control characters");
        }
        this.point = point.clone();
        this.comment = comment.strip();
    }

    /**
     * Reads a line of a {@code .pub} file: {@code ssh-ed25519 AAAA… comment}.
     *
     * @throws SshFormatException for anything else, other kinds of key included
     */
    public static SignerKey parse(String authorizedKeyLine) {
        String[] words = authorizedKeyLine.strip().split("[ \t]+", 3);
        if (words.length < 2) {
            throw new SshFormatException("a public key line needs a key type and the key");
        }
        if (!words[0].equals(TYPE)) {
            throw new SshFormatException(
                    "key type '" + words[0] + "' is not supported, only " + TYPE);
        }
        return ofBlob(Armor.decode(words[1], "public key"), words.length == 3 ? words[2] : "");
    }

    static SignerKey ofBlob(byte[] blob, String comment) {
        SshWire.Reader in = new SshWire.Reader(blob);
        String type = in.text("the key type");
        if (!type.equals(TYPE)) {
            throw new SshFormatException("key type '" + type + "' is not supported, only " + TYPE);
        }
        SignerKey key = new SignerKey(in.string("the public key"), comment);
        in.end("the public key");
        return key;
    }

    /** The key as a line of {@code .pub} and {@code authorized_keys}, without a line end. */
    public String authorizedKeyLine() {
        return (TYPE + " " + Base64.getEncoder().encodeToString(blob()) + " " + comment).strip();
    }

    /** {@code SHA256:…}, as {@code ssh-keygen -l} prints it. */
    public String fingerprint() {
        return fingerprint(blob());
    }

    /** The comment, possibly empty. It says nothing that can be trusted. */
    public String comment() {
        return comment;
    }

    static String fingerprint(byte[] blob) {
        byte[] digest = SshHash.SHA256.digest(blob);
        return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    }

    byte[] blob() {
        return new SshWire.Writer().string(TYPE).string(point).bytes();
    }

    byte[] point() {
        return point.clone();
    }

    boolean verifies(byte[] data, byte[] signature) {
        return Ed25519.verify(point, data, signature);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignerKey key && Arrays.equals(point, key.point);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(point);
    }

    @Override
    public String toString() {
        return authorizedKeyLine();
    }
}
