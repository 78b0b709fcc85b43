package dev.haios.contracts.signature;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What limits an entry of the allowed signers: a pattern list of namespaces (null: all), and the
 * first and the last second at which the key is good (null: no such limit). An option not known is
 * refused, never skipped: ignoring it would allow more than its writer meant.
 */
record SignerOptions(
        @Nullable String namespaces, @Nullable Instant validAfter, @Nullable Instant validBefore) {

    SignerOptions {
        if (validAfter != null && validBefore != null && !validBefore.isAfter(validAfter)) {
            throw new SshFormatException("valid-before is not after valid-after");
        }
    }

    /** Reads {@code name="value",…}; times without Z are standard time in the zone. */
    static SignerOptions parse(String text, ZoneId localZone) {
        Map<String, String> values = values(text);
        String after = values.get("valid-after");
        String before = values.get("valid-before");
        return new SignerOptions(
                values.get("namespaces"),
                after == null ? null : ValidityTime.parse(after, localZone),
                before == null ? null : ValidityTime.parse(before, localZone));
    }

    static boolean isWordOfOptions(String word) {
        return word.contains("=") || word.toLowerCase(Locale.ROOT).startsWith("cert-authority");
    }

    private static Map<String, String> values(String text) {
        Map<String, String> values = new HashMap<>();
        for (int from = 0; from < text.length(); ) {
            int end = Quoting.endOf(text, from, ",");
            String option = text.substring(from, end);
            int equals = option.indexOf('=');
            String name = equals < 0 ? option : option.substring(0, equals);
            String value = value(name.toLowerCase(Locale.ROOT), option.substring(equals + 1));
            if (values.put(name.toLowerCase(Locale.ROOT), value) != null) {
                throw new SshFormatException("option " + name + " is given twice");
            }
            from = end + 1;
        }
        if (text.endsWith(",")) {
            throw new SshFormatException("nothing follows the last comma of the options");
        }
        return values;
    }

    private static String value(String name, String word) {
        return switch (name) {
            case "namespaces", "valid-after", "valid-before" -> {
                if (!Quoting.isQuoted(word)) {
                    throw new SshFormatException("option " + name + " needs a value in quotes");
                }
                yield Quoting.content(word);
            }
            case "cert-authority" ->
                    throw new SshFormatException(
                            "cert-authority is not supported; list each signer's own key");
            default -> throw new SshFormatException("unknown option '" + name + "'");
        };
    }

    boolean mayUse(String namespace) {
        return namespaces == null || Patterns.match(namespaces, namespace);
    }

    boolean isGoodAt(Instant second) {
        return !(validAfter != null && second.isBefore(validAfter))
                && !(validBefore != null && second.isAfter(validBefore));
    }

    /** Which side of the validity a second lies on for which {@link #isGoodAt} is false. */
    Verdict outsideValidity(String fingerprint, Instant second) {
        if (validAfter != null && second.isBefore(validAfter)) {
            return new Verdict.NotYetValid(
                    "key " + fingerprint + " is not valid until " + validAfter, validAfter);
        }
        Instant end = Objects.requireNonNull(validBefore);
        return new Verdict.Expired("key " + fingerprint + " expired after " + end, end);
    }
}
