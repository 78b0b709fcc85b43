package dev.haios.contracts.signature;

import java.time.ZoneId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One entry, and one line, of the allowed signers: {@code principals [options] key}. The principals
 * are a {@linkplain Patterns pattern list}.
 */
record AllowedSigner(String principals, SignerOptions options, SignerKey key) {
    private static final String BLANK = " \t";
    private static final Pattern NAMESPACE = Pattern.compile("[!-~&&[^\",\\\\]]+");

    static AllowedSigner parse(String line, ZoneId localZone) {
        int principalsEnd = Quoting.endOf(line, 0, BLANK);
        String rest = line.substring(principalsEnd).strip();
        int wordEnd = Quoting.endOf(rest, 0, BLANK);
        int optionsEnd = SignerOptions.isWordOfOptions(rest.substring(0, wordEnd)) ? wordEnd : 0;
        return new AllowedSigner(
                Quoting.content(line.substring(0, principalsEnd)),
                SignerOptions.parse(rest.substring(0, optionsEnd), localZone),
                SignerKey.parse(rest.substring(optionsEnd)));
    }

    static String line(String principals, SignerKey key, String... namespaces) {
        if (principals.isBlank()
                || principals.contains("\"")
                || principals.contains("\\")
                || principals.chars().anyMatch(Character::isISOControl)) {
            throw new SshFormatException(
                    "principals are one line without quotes or backslashes, not ["
                            + principals
                            + "]");
        }
        for (String namespace : namespaces) {
            if (!NAMESPACE.matcher(namespace).matches()) {
                throw new SshFormatException("[" + namespace + "] is not a namespace");
            }
        }
        boolean needsQuotes = principals.contains(" ") || principals.startsWith("#");
        String names = needsQuotes ? '"' + principals + '"' : principals;
        String options = "namespaces=\"" + String.join(",", namespaces) + "\" ";
        return names + " " + (namespaces.length == 0 ? "" : options) + key.authorizedKeyLine();
    }

    boolean isPrincipal(@Nullable String principal) {
        return principal == null || Patterns.match(principals, principal);
    }
}
