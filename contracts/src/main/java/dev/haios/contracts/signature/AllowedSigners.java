package dev.haios.contracts.signature;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who may sign what, when: the content of an OpenSSH {@code allowed_signers} file. Immutable. Each
 * line holds principals (a comma list with {@code *}, {@code ?} and {@code !}), the options {@code
 * namespaces="…"}, {@code valid-after="…"} and {@code valid-before="…"}, and an Ed25519 key. Times
 * are YYYYMMDD[HHMM[SS]], local standard time unless they end in Z, the limits themselves included.
 *
 * <p>Stricter than ssh-keygen in one way: a line that is not understood (other key types and {@code
 * cert-authority} too) makes the whole file a {@link SshFormatException} naming the line.
 */
public final class AllowedSigners {
    private final List<AllowedSigner> entries;

    private AllowedSigners(List<AllowedSigner> entries) {
        this.entries = List.copyOf(entries);
    }

    /** Reads the text of a file; empty lines and those that start with # say nothing. */
    public static AllowedSigners parse(String text) {
        return parse(text, ZoneId.systemDefault());
    }

    static AllowedSigners parse(String text, ZoneId localZone) {
        List<AllowedSigner> entries = new ArrayList<>();
        KeyLines.forEach(text, line -> entries.add(AllowedSigner.parse(line, localZone)));
        return new AllowedSigners(entries);
    }

    /** Reads a file, which must exist. */
    public static AllowedSigners load(Path file) {
        try {
            return parse(KeyFiles.read(file));
        } catch (SshFormatException e) {
            throw e.at(file.toString());
        }
    }

    /** These signers and one more, allowed the given namespaces, or all when none is given. */
    public AllowedSigners with(String principals, SignerKey key, String... namespaces) {
        List<AllowedSigner> more = parse(line(principals, key, namespaces)).entries;
        return new AllowedSigners(Stream.concat(entries.stream(), more.stream()).toList());
    }

    /** The line, without a line end, that {@link #with} stands for. */
    public static String line(String principals, SignerKey key, String... namespaces) {
        return AllowedSigner.line(principals, key, namespaces);
    }

    /** Adds the line to the file unless it is there, making the file if needed; on disk after. */
    public static void enrol(Path file, String principals, SignerKey key, String... namespaces) {
        String line = line(principals, key, namespaces);
        if (Files.notExists(file) || KeyFiles.read(file).lines().noneMatch(line::equals)) {
            KeyFiles.appendLine(file, line);
        }
    }

    /**
     * Each step keeps the entries that pass and refuses when none is left, so the refusal names the
     * check that the best entry failed.
     */
    Verdict judge(SignerKey key, String namespace, @Nullable String principal, Instant at) {
        String who = key.fingerprint();
        List<AllowedSigner> known = entries.stream().filter(e -> e.key().equals(key)).toList();
        if (known.isEmpty()) {
            return new Verdict.UnknownSigner("key " + who + " is not an allowed signer");
        }
        List<AllowedSigner> named = known.stream().filter(e -> e.isPrincipal(principal)).toList();
        if (named.isEmpty()) {
            return new Verdict.WrongPrincipal("key " + who + " does not sign for " + principal);
        }
        List<AllowedSigner> granted =
                named.stream().filter(e -> e.options().mayUse(namespace)).toList();
        if (granted.isEmpty()) {
            return new Verdict.WrongNamespace(
                    "key " + who + " is not allowed to sign for namespace '" + namespace + "'");
        }
        // OpenSSH compares whole seconds: a key is good throughout its last one.
        Instant second = at.truncatedTo(ChronoUnit.SECONDS);
        return granted.stream()
                .filter(e -> e.options().isGoodAt(second))
                .findFirst()
                .<Verdict>map(
                        e -> new Verdict.Valid(principal == null ? e.principals() : principal, who))
                .orElseGet(() -> granted.getFirst().options().outsideValidity(who, second));
    }
}
