package dev.haios.adapters.summary;

import dev.haios.adapters.tokens.TokenCounter;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/** Writes chosen sentences down: in order, paragraphs apart, speakers named once per message. */
final class Layout {

    /** Upper bound of what joining a sentence to its neighbours may cost. */
    private static final int JOINT = 2;

    private final List<Passage> passages;
    private final List<Sentence> sentences;

    Layout(List<Passage> passages, List<Sentence> sentences) {
        this.passages = passages;
        this.sentences = sentences;
    }

    /** Everything, as it came. */
    String whole() {
        return passages.stream()
                .map(passage -> prefix(passage) + passage.text())
                .collect(Collectors.joining("\n"));
    }

    String text(BitSet kept) {
        var text = new StringBuilder();
        Sentence before = null;
        int named = -1;
        for (int i = kept.nextSetBit(0); i >= 0; i = kept.nextSetBit(i + 1)) {
            var sentence = sentences.get(i);
            if (before != null) {
                text.append(before.paragraph() == sentence.paragraph() ? " " : "\n");
            }
            if (named != sentence.passage() && !sentence.pinned()) {
                text.append(prefix(sentence));
                named = sentence.passage();
            }
            text.append(sentence.text());
            before = sentence;
        }
        return text.toString();
    }

    /** Tokens that taking a sentence costs at most, its speaker's name included. */
    int cost(int index, TokenCounter tokens) {
        var sentence = sentences.get(index);
        return tokens.count(prefix(sentence) + sentence.text()) + JOINT;
    }

    /** A pinned line begins its own line, so that it stays word for word what it was. */
    private String prefix(Sentence sentence) {
        return sentence.pinned() ? "" : prefix(passages.get(sentence.passage()));
    }

    private static String prefix(Passage passage) {
        return passage.speaker() == null ? "" : passage.speaker() + ": ";
    }
}
