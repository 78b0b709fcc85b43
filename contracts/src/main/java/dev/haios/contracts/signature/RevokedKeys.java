package dev.haios.contracts.signature;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keys that must not be trusted any more, whoever allows them and whenever they signed. Immutable.
 * The file holds one key per line: a public key line (then {@code ssh-keygen -Y verify -r} reads
 * the file too) or a {@code SHA256:…} fingerprint, which only HAIOS reads; a comment may follow.
 */
public final class RevokedKeys {
    private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");

    private final Set<String> fingerprints;

    private RevokedKeys(Set<String> fingerprints) {
        this.fingerprints = Set.copyOf(fingerprints);
    }

    /** Nothing is revoked. */
    public static RevokedKeys none() {
        return new RevokedKeys(Set.of());
    }

    /**
     * Reads the text of a file; empty lines and those that start with # say nothing.
     *
     * @throws SshFormatException naming the line that is neither: skipping it would trust its key
     */
    public static RevokedKeys parse(String text) {
        Set<String> fingerprints = new HashSet<>();
        KeyLines.forEach(text, line -> fingerprints.add(fingerprintOf(line)));
        return new RevokedKeys(fingerprints);
    }

    /** Reads a file, which must exist. */
    public static RevokedKeys load(Path file) {
        try {
            return parse(KeyFiles.read(file));
        } catch (SshFormatException e) {
            throw e.at(file.toString());
        }
    }

    /** Reads a file; one that does not exist revokes nothing. */
    public static RevokedKeys loadIfPresent(Path file) {
        return Files.notExists(file) ? none() : load(file);
    }

    /** Whether the key is among them. */
    public boolean contains(SignerKey key) {
        return fingerprints.contains(key.fingerprint());
    }

    private static String fingerprintOf(String line) {
        String[] words = line.split("[ \t]+", 3);
        if (FINGERPRINT.matcher(words[0]).matches()) {
            Armor.decode(words[0].substring("SHA256:".length()) + "=", "fingerprint");
            return words[0];
        }
        if (words.length < 2) {
            throw new SshFormatException("neither a public key nor a SHA256 fingerprint");
        }
        // Any type of key may be withdrawn; only its bytes count, and they begin with the type.
        byte[] blob = Armor.decode(words[1], "public key");
        if (!new SshWire.Reader(blob).text("the key type").equals(words[0])) {
            throw new SshFormatException("the key is not of the type '" + words[0] + "'");
        }
        return SignerKey.fingerprint(blob);
    }
}
