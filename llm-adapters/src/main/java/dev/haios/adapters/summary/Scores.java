package dev.haios.adapters.summary;

import java.util.List;
import java.util.regex.Pattern;

/** How much each sentence is worth before redundancy: centrality, place, and what it promises. */
final class Scores {

    /** Sentences shorter than this seldom stand alone ("Sounds good, thanks!"). */
    private static final int FULL_LENGTH = 5;

    private static final Pattern FIGURES = Pattern.compile("\\d");

    /** Words by which people announce what others must not miss. */
    private static final Pattern CUES =
            Pattern.compile(
                    "(?i)\\b(?:decid|decision|agree|conclu|in short|in summary|important|must\\b"
                            + "|deadline|next step|action item|to ?do\\b|result|we found|we show"
                            + "|caus|fail|error|fix|block|risk|will\\b|because|therefore)");

    private Scores() {}

    static double[] of(List<Sentence> sentences, Centrality centrality, int passages) {
        double[] scores = centrality.ranks();
        for (int i = 0; i < scores.length; i++) {
            var sentence = sentences.get(i);
            double fullness = fullness(sentence, centrality.size(i));
            double place = place(sentence, i, sentences.size(), passages);
            scores[i] = (scores[i] + promise(sentence.text()) + place) * fullness;
        }
        return scores;
    }

    /** Headings and greetings say little when what follows them is gone. */
    private static double fullness(Sentence sentence, int words) {
        double full = Math.min(1, (1.0 + words) / (1 + FULL_LENGTH));
        return sentence.text().startsWith("#") ? full / 3 : full;
    }

    private static double promise(String text) {
        return (CUES.matcher(text).find() ? 0.35 : 0) + (FIGURES.matcher(text).find() ? 0.1 : 0);
    }

    /**
     * Writers put the point first, also within a paragraph; threads open with the question and end
     * with the outcome.
     */
    private static double place(Sentence sentence, int index, int count, int passages) {
        double place = sentence.leading() ? 0.05 : 0;
        if (index == 0) {
            place += 0.3;
        }
        if (passages > 1) {
            double age = 1 - (sentence.passage() + 1.0) / passages;
            return place + 0.25 * (1 - age);
        }
        return place + 0.15 * (1 - (double) index / count);
    }
}
