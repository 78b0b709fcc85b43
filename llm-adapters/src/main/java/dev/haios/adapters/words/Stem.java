package dev.haios.adapters.words;

import java.util.List;

/**
 * Strips English endings, so that "magnet", "magnets" and "magnetic" count as one word. Coarser
 * than a dictionary: the character n-grams beside it repair what it cuts too short.
 */
public final class Stem {

    /** Longest first: the first that fits is cut off. */
    private static final List<String> ENDINGS =
            List.of(
                    "isations",
                    "izations",
                    "isation",
                    "ization",
                    "ations",
                    "ically",
                    "ation",
                    "ities",
                    "ingly",
                    "ments",
                    "ment",
                    "ings",
                    "ists",
                    "isms",
                    "ical",
                    "ity",
                    "ies",
                    "ing",
                    "ist",
                    "ism",
                    "ied",
                    "ers",
                    "ors",
                    "ous",
                    "ive",
                    "ial",
                    "als",
                    "ed",
                    "es",
                    "er",
                    "or",
                    "al",
                    "ic",
                    "ly",
                    "s",
                    "e",
                    "y");

    private static final int SHORTEST = 4;

    private Stem() {}

    /** The word without its ending; a short word stays as it is. */
    public static String of(String word) {
        if (word.length() == SHORTEST && word.endsWith("s") && !word.endsWith("ss")) {
            return word.substring(0, SHORTEST - 1);
        }
        for (String ending : ENDINGS) {
            boolean fits = word.endsWith(ending) && !(ending.equals("s") && word.endsWith("ss"));
            if (fits && word.length() - ending.length() >= SHORTEST) {
                return word.substring(0, word.length() - ending.length());
            }
        }
        return word;
    }
}
