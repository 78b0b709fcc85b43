package dev.haios.contracts.signature;

/**
 * OpenSSH's pattern lists: comma-separated patterns in which {@code *} stands for any run of
 * characters and {@code ?} for one, and {@code !} in front takes out again what others let in. Case
 * matters.
 */
final class Patterns {
    private Patterns() {}

    /** Some pattern matches and no negated one does; a list of negations alone matches nothing. */
    static boolean match(String list, String value) {
        boolean matched = false;
        for (String pattern : list.split(",", -1)) {
            boolean negated = pattern.startsWith("!");
            if (matchesOne(negated ? pattern.substring(1) : pattern, value)) {
                if (negated) {
                    return false;
                }
                matched = true;
            }
        }
        return matched;
    }

    /**
     * Only the last star needs to be retried: what an earlier one swallowed is already as short as
     * it can be. So the time is at worst the product of the lengths, not exponential.
     */
    private static boolean matchesOne(String pattern, String value) {
        int p = 0;
        int v = 0;
        int afterStar = -1;
        int starEndsAt = 0;
        while (v < value.length()) {
            char wanted = p < pattern.length() ? pattern.charAt(p) : '\0';
            if (p < pattern.length() && wanted == '*') {
                afterStar = ++p;
                starEndsAt = v;
            } else if (p < pattern.length() && (wanted == '?' || wanted == value.charAt(v))) {
                p++;
                v++;
            } else if (afterStar >= 0) {
                p = afterStar;
                v = ++starEndsAt;
            } else {
                return false;
            }
        }
        return pattern.substring(p).chars().allMatch(c -> c == '*');
    }
}
