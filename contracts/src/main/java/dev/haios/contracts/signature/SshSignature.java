package dev.haios.contracts.signature;

import java.nio.charset.StandardCharsets;

/**
 * One SSHSIG signature (OpenSSH's PROTOCOL.sshsig, version 1). The envelope carries the public key,
 * the namespace, the name of a hash and the Ed25519 signature over {@code "SSHSIG", namespace,
 * reserved, hash name, H(message)}. It proves only that the enclosed key signed; whether that key
 * may is the question of {@link AllowedSigners}.
 */
final class SshSignature {
    private static final byte[] MAGIC = "SSHSIG".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;

    private final SignerKey key;
    private final String namespace;
    private final SshHash hash;
    private final byte[] signature;

    private SshSignature(SignerKey key, String namespace, SshHash hash, byte[] signature) {
        this.key = key;
        this.namespace = namespace;
        this.hash = hash;
        this.signature = signature;
    }

    static byte[] sign(byte[] seed, SignerKey key, String namespace, byte[] message) {
        if (namespace.isEmpty()) {
            throw new IllegalArgumentException("a signature needs a namespace");
        }
        byte[] raw = Ed25519.sign(seed, signedData(namespace, SshHash.SHA512, message));
        return new SshWire.Writer()
                .raw(MAGIC)
                .uint32(VERSION)
                .string(key.blob())
                .string(namespace)
                .string("")
                .string(SshHash.SHA512.sshName())
                .string(new SshWire.Writer().string(SignerKey.TYPE).string(raw).bytes())
                .bytes();
    }

    static SshSignature parse(byte[] blob) {
        SshWire.Reader in = new SshWire.Reader(blob);
        in.magic(MAGIC, "the SSHSIG mark");
        int version = in.uint32("the version");
        if (version != VERSION) {
            throw new SshFormatException("SSHSIG version " + version + " is not supported");
        }
        SignerKey key = SignerKey.ofBlob(in.string("the public key"), "");
        String namespace = in.text("the namespace");
        // Not covered by OpenSSH's check when it verifies, so whatever it held would be unsigned.
        if (in.string("the reserved field").length != 0) {
            throw new SshFormatException("the reserved field is not empty");
        }
        SshHash hash = SshHash.named(in.text("the hash name"));
        byte[] signature = rawSignature(in.string("the signature"));
        in.end("the envelope");
        return new SshSignature(key, namespace, hash, signature);
    }

    private static byte[] rawSignature(byte[] blob) {
        SshWire.Reader in = new SshWire.Reader(blob);
        String type = in.text("the signature type");
        byte[] raw = in.string("the signature");
        in.end("the signature");
        if (!type.equals(SignerKey.TYPE) || raw.length != Ed25519.SIGNATURE_BYTES) {
            throw new SshFormatException(
                    "a signature of type '"
                            + type
                            + "' and "
                            + raw.length
                            + " bytes is not Ed25519");
        }
        return raw;
    }

    private static byte[] signedData(String namespace, SshHash hash, byte[] message) {
        return new SshWire.Writer()
                .raw(MAGIC)
                .string(namespace)
                .string("")
                .string(hash.sshName())
                .string(hash.digest(message))
                .bytes();
    }

    boolean covers(byte[] message) {
        return key.verifies(signedData(namespace, hash, message), signature);
    }

    SignerKey key() {
        return key;
    }

    String namespace() {
        return namespace;
    }
}
