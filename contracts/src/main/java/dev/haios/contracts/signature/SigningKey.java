package dev.haios.contracts.signature;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.KeyPair;
import java.security.SecureRandom;

/**
 * An Ed25519 private key that signs for one principal. Immutable and safe to share between threads;
 * signing is deterministic (same key, namespace and message: same signature) and takes the JDK
 * about 0.7 ms. {@code toString} shows the public half only.
 *
 * <p>Files are OpenSSH's, without a passphrase, and interchangeable with those of {@code ssh-keygen
 * -t ed25519 -N ''}. A file that is not such a key is a {@link SshFormatException}, one that cannot
 * be read or written an {@link UncheckedIOException}; both name the file.
 */
public final class SigningKey {
    private final byte[] seed;
    private final SignerKey publicKey;

    SigningKey(byte[] seed, SignerKey publicKey) {
        this.seed = seed.clone();
        this.publicKey = publicKey;
    }

    /** A new key; the comment says for a person whose it is, e.g. {@code gateway@haios}. */
    public static SigningKey generate(String comment, SecureRandom random) {
        KeyPair pair = Ed25519.generate(random);
        SignerKey publicKey = new SignerKey(Ed25519.pointOf(pair), comment);
        return new SigningKey(Ed25519.seedOf(pair), publicKey);
    }

    /** Reads a private key file. Refuses one that every user of the machine may read or write. */
    public static SigningKey load(Path privateKeyFile) {
        try {
            refuseIfOpenToOthers(privateKeyFile);
            return PrivateKeyText.decode(KeyFiles.read(privateKeyFile));
        } catch (SshFormatException e) {
            throw e.at(privateKeyFile.toString());
        }
    }

    /**
     * Reads the key, or makes it when there is none. Of several processes that start together one
     * makes the key and all get the same. The {@code .pub} beside it is repaired when it differs.
     */
    public static SigningKey loadOrCreate(Path privateKeyFile, String comment) {
        if (Files.notExists(privateKeyFile)) {
            SigningKey fresh = generate(comment, new SecureRandom());
            KeyFiles.create(privateKeyFile, fresh.privateText(), KeyFiles.PRIVATE);
        }
        SigningKey key = load(privateKeyFile);
        Path pub = publicFileOf(privateKeyFile);
        if (Files.notExists(pub) || !KeyFiles.read(pub).equals(key.publicText())) {
            KeyFiles.replace(pub, key.publicText(), KeyFiles.PUBLIC);
        }
        return key;
    }

    /**
     * Writes the private key (0600) and {@code <file>.pub} (0644) beside it, each replaced in one
     * step and on disk when this returns. Missing folders are made.
     */
    public void store(Path privateKeyFile) {
        KeyFiles.replace(privateKeyFile, privateText(), KeyFiles.PRIVATE);
        KeyFiles.replace(publicFileOf(privateKeyFile), publicText(), KeyFiles.PUBLIC);
    }

    /** The half to give away. */
    public SignerKey publicKey() {
        return publicKey;
    }

    /** The SSHSIG blob over the message, for one of {@link SignatureNamespace}. */
    public byte[] sign(String namespace, byte[] message) {
        return SshSignature.sign(seed, publicKey, namespace, message);
    }

    /** The same as text, byte for byte what {@code ssh-keygen -Y sign} writes to a .sig file. */
    public String signArmored(String namespace, byte[] message) {
        return Armor.SIGNATURE.wrap(sign(namespace, message));
    }

    /**
     * OpenSSH refuses any access by group or others. We let the group be: volumes of containers are
     * mounted with it, and it cannot be taken away there.
     */
    private static void refuseIfOpenToOthers(Path file) {
        try {
            var permissions = Files.getPosixFilePermissions(file);
            if (permissions.contains(PosixFilePermission.OTHERS_READ)
                    || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
                throw new SshFormatException("private key open to every user; chmod 600 it");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static Path publicFileOf(Path privateKeyFile) {
        return privateKeyFile.resolveSibling(privateKeyFile.getFileName() + ".pub");
    }

    private String privateText() {
        return PrivateKeyText.encode(seed, publicKey);
    }

    private String publicText() {
        return publicKey.authorizedKeyLine() + "\n";
    }

    @Override
    public String toString() {
        return "SigningKey[" + publicKey.fingerprint() + "]";
    }
}
