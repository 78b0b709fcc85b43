package dev.haios.adapters.domain;

import dev.haios.adapters.words.Stem;
import dev.haios.adapters.words.Words;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a text shows the model: word stems, and character n-grams within words, which recognise
 * relatives of words that were never seen ("photolysis" by "photo" and "lysis"). OpenNLP loads only
 * feature generators it ships, so features are handed to it ready made.
 */
final class Features {

    private static final int SHORTEST_GRAM = 3;
    private static final int LONGEST_GRAM = 4;

    /** A word has many n-grams and one stem; at this share neither drowns the other. */
    private static final double GRAM_SHARE = 0.3;

    /** A domain shows within some pages; the rest of a book would only cost time. */
    private static final int MAX_CHARACTERS = 40_000;

    private static final char WORD = 'w';
    private static final char GRAM = 'n';
    private static final char NUMBER = '#';

    private Features() {}

    /** Feature to strength, which grows with the logarithm of how often it occurs; sorted. */
    static Map<String, Double> of(String text) {
        Map<String, Integer> counts = new HashMap<>();
        for (String word : Words.of(beginning(text))) {
            count(counts, word);
        }
        Map<String, Double> strengths = new TreeMap<>();
        counts.forEach((feature, count) -> strengths.put(feature, strength(feature, count)));
        return strengths;
    }

    private static String beginning(String text) {
        return text.substring(0, Math.min(text.length(), MAX_CHARACTERS));
    }

    /** Whether a feature stands for a whole word. */
    static boolean isWord(String feature) {
        return feature.charAt(0) == WORD;
    }

    private static void count(Map<String, Integer> counts, String word) {
        if (word.chars().allMatch(Character::isDigit)) {
            // 1848 says something by having four digits, not by its value.
            counts.merge(NUMBER + "" + Math.min(word.length(), 5), 1, Integer::sum);
            return;
        }
        counts.merge(WORD + Stem.of(word), 1, Integer::sum);
        var bounded = "<" + word + ">";
        for (int length = SHORTEST_GRAM; length <= LONGEST_GRAM; length++) {
            for (int from = 0; from + length <= bounded.length(); from++) {
                counts.merge(GRAM + bounded.substring(from, from + length), 1, Integer::sum);
            }
        }
    }

    private static double strength(String feature, int count) {
        return (feature.charAt(0) == GRAM ? GRAM_SHARE : 1) * (1 + Math.log(count));
    }
}
