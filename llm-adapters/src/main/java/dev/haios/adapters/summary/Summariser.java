package dev.haios.adapters.summary;

import dev.haios.adapters.tokens.TokenCounter;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Shortens a text or a thread to a budget by leaving sentences out. Takes the most valuable
 * sentence that fits, again and again, each time devaluing what resembles the ones already taken.
 * The same input gives the same summary. Thread-safe.
 */
public final class Summariser {

    /** Share of its worth that a sentence loses when its words have all been said already. */
    private static final double REDUNDANCY = 0.95;

    /** Characters; more than this per token are found in no prose. */
    private static final int LONGEST_TOKEN = 16;

    /** After so many that did not fit, what is left of the budget is left. */
    private static final int MAX_MISFITS = 50;

    private final TokenCounter tokens;

    public Summariser(TokenCounter tokens) {
        this.tokens = tokens;
    }

    /**
     * Summarises. Pinned lines are kept word for word even when they alone exceed the budget;
     * otherwise the summary has at most {@code maxTokens} tokens. What fits as it is stays as it
     * is.
     *
     * @param passages in the order they were said
     * @param maxTokens at least 1
     */
    public Summary summarise(List<Passage> passages, int maxTokens) {
        var sentences = Splitter.split(passages);
        var layout = new Layout(passages, sentences);
        var whole = layout.whole();
        int size = tokens.count(whole);
        if (size <= maxTokens) {
            return new Summary(whole, size, sentences.size(), sentences.size());
        }
        var kept = choose(sentences, passages, layout, maxTokens);
        var text = layout.text(kept);
        if (text.isEmpty()) {
            text = firstWords(whole, maxTokens);
        }
        return new Summary(text, tokens.count(text), kept.cardinality(), sentences.size());
    }

    private BitSet choose(
            List<Sentence> sentences, List<Passage> passages, Layout layout, int maxTokens) {
        var centrality = Centrality.of(sentences);
        double[] scores = Scores.of(sentences, centrality, passages.size());
        double[] echo = new double[scores.length];
        var kept = new BitSet();
        var open = new BitSet();
        open.set(0, scores.length);
        for (int i = 0; i < scores.length; i++) {
            if (sentences.get(i).pinned()) {
                take(i, kept, open, echo, centrality);
            }
        }
        int left = maxTokens - tokens.count(layout.text(kept));
        int misfits = 0;
        while (misfits < MAX_MISFITS) {
            int next = best(open, scores, echo);
            if (next < 0) {
                break;
            }
            int cost = layout.cost(next, tokens);
            if (cost <= left) {
                left -= cost;
                take(next, kept, open, echo, centrality);
            } else {
                misfits++;
                open.clear(next);
            }
        }
        return kept;
    }

    private static void take(
            int index, BitSet kept, BitSet open, double[] echo, Centrality centrality) {
        kept.set(index);
        open.clear(index);
        for (int other = open.nextSetBit(0); other >= 0; other = open.nextSetBit(other + 1)) {
            echo[other] = Math.max(echo[other], centrality.similarity(index, other));
        }
    }

    /** The sentence worth most now, or -1; the earlier one of equals. */
    private static int best(BitSet open, double[] scores, double[] echo) {
        int best = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = open.nextSetBit(0); i >= 0; i = open.nextSetBit(i + 1)) {
            double worth = scores[i] * (1 - REDUNDANCY * echo[i]);
            if (worth > most) {
                most = worth;
                best = i;
            }
        }
        return best;
    }

    /** When not even one sentence fits: the beginning, cut between words. */
    private String firstWords(String text, int maxTokens) {
        var beginning = text.substring(0, Math.min(text.length(), maxTokens * LONGEST_TOKEN));
        var words = beginning.strip().split("\\s+", maxTokens + 2);
        for (int count = Math.min(words.length - 1, maxTokens); count > 0; count--) {
            var cut = String.join(" ", Arrays.copyOf(words, count)) + " …";
            if (tokens.count(cut) <= maxTokens) {
                return cut;
            }
        }
        return "…";
    }
}
