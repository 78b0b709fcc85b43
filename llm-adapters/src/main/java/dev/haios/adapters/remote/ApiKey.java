package dev.haios.adapters.remote;

import java.util.regex.Pattern;

/**
 * A provider's key. Shows itself to nobody: neither its text form nor any message holds it.
 *
 * @param secret as it is sent; empty when there is none
 */
public record ApiKey(String secret) {

    /** A value in {@code .env} may stand in quotes or be followed by a remark. */
    private static final Pattern QUOTED = Pattern.compile("^([\"'])(.*)\\1(\\s+#.*)?$");

    private static final Pattern REMARK = Pattern.compile("(^|\\s+)#.*$");

    private static final String HIDDEN = "[key]";

    /**
     * Reads a key as people write it.
     *
     * @throws IllegalArgumentException when it cannot be sent as a header; does not quote it
     */
    public ApiKey {
        var quoted = QUOTED.matcher(secret.strip());
        secret =
                quoted.matches()
                        ? quoted.group(2).strip()
                        : REMARK.matcher(secret.strip()).replaceFirst("");
        if (!secret.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "the key has blanks or letters that no key has; write it as one word");
        }
    }

    public boolean isMissing() {
        return secret.isEmpty();
    }

    /** The text without the key, should somebody have quoted it. */
    public String hiddenIn(String text) {
        return isMissing() ? text : text.replace(secret, HIDDEN);
    }

    @Override
    public String toString() {
        return isMissing() ? "none" : HIDDEN;
    }
}
