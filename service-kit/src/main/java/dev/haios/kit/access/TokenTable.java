package dev.haios.kit.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The configured bearer tokens, kept as SHA-256 digests and compared in constant time. Immutable.
 *
 * <p>The file has one {@code <role> <token>} per line; {@code #} begins a comment.
 */
final class TokenTable {

    private static final int SHORTEST_TOKEN = 16;
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final List<Entry> entries;

    private record Entry(Role role, String digest) {}

    private TokenTable(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    static TokenTable empty() {
        return new TokenTable(List.of());
    }

    /** Refuses the whole file for one bad line, naming the line but never its token. */
    static TokenTable load(Path file) {
        try {
            var entries = new ArrayList<Entry>();
            var lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                var line = lines.get(i).replaceFirst("#.*", "").strip();
                if (!line.isEmpty()) {
                    entries.add(entry(line, file + " line " + (i + 1)));
                }
            }
            if (entries.isEmpty()) {
                throw new IllegalStateException(file + " holds no token");
            }
            return new TokenTable(entries);
        } catch (IOException e) {
            throw new UncheckedIOException("HAIOS_TOKENS_FILE cannot be read: " + file, e);
        }
    }

    private static Entry entry(String line, String where) {
        var words = List.of(SPACES.split(line));
        if (words.size() != 2 || words.get(1).length() < SHORTEST_TOKEN) {
            throw new IllegalStateException(
                    where
                            + ": expected '<role> <token>' with a token of at least "
                            + SHORTEST_TOKEN
                            + " characters");
        }
        try {
            return new Entry(
                    Role.valueOf(words.get(0).toUpperCase(Locale.ROOT)), digest(words.get(1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    where + ": the role must be viewer, agent, service or operator", e);
        }
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The token's role, or null when it is not known. Always looks at every entry. */
    @Nullable Role role(String token) {
        var digest = digest(token);
        Role found = null;
        for (var entry : entries) {
            if (same(entry.digest(), digest)) {
                found = entry.role();
            }
        }
        return found;
    }

    /** Compares digests in a time that says nothing about where they differ. */
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    static String digest(String token) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "TokenTable[" + entries.stream().map(Entry::role).toList() + "]";
    }

    /** A short, safe name of a token for audit lines. */
    static String fingerprint(String token) {
        return digest(token).substring(0, 8);
    }
}
