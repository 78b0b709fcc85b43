package dev.haios.contracts.signature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hashes of a message that SSHSIG allows. We sign with SHA-512, as ssh-keygen does. */
enum SshHash {
    SHA256("sha256", "SHA-256"),
    SHA512("sha512", "SHA-512");

    private final String sshName;
    private final String jdkName;

    SshHash(String sshName, String jdkName) {
        this.sshName = sshName;
        this.jdkName = jdkName;
    }

    static SshHash named(String name) {
        for (SshHash hash : values()) {
            if (hash.sshName.equals(name)) {
                return hash;
            }
        }
        throw new SshFormatException("hash '" + name + "' is not supported");
    }

    String sshName() {
        return sshName;
    }

    byte[] digest(byte[] message) {
        try {
            return MessageDigest.getInstance(jdkName).digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK lacks " + jdkName, e);
        }
    }
}
