package dev.haios.adapters.summary;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Cuts passages into sentences; code, tables and pinned lines stay whole. */
final class Splitter {

    private static final String PIN = "PIN:";
    private static final String FENCE = "```";

    /** A break after one of these is none: "Dr. Who", "approx. 5", "z. B.", "J. Smith". */
    private static final Pattern UNFINISHED =
            Pattern.compile(
                    "(?:^|[\\s(])(?:Dr|Mr|Mrs|Ms|Prof|St|No|Nr|Fig|Eq|Sec|vs|etc|approx|ca"
                            + "|cf|e\\.g|i\\.e|z\\. ?B|bzw|resp|\\p{Lu})\\.\\s*$");

    /** No abbreviation above is longer; looking back further would make long texts quadratic. */
    private static final int LOOK_BACK = 12;

    private final List<Sentence> sentences = new ArrayList<>();
    private int paragraph;

    private Splitter() {}

    static List<Sentence> split(List<Passage> passages) {
        var splitter = new Splitter();
        for (int i = 0; i < passages.size(); i++) {
            splitter.add(i, passages.get(i));
        }
        return splitter.sentences;
    }

    private void add(int index, Passage passage) {
        if (passage.pinned()) {
            keep(index, passage.text(), true);
            return;
        }
        var prose = new StringBuilder();
        var block = new StringBuilder();
        boolean fenced = false;
        for (String line : (Iterable<String>) passage.text().lines()::iterator) {
            boolean fence = line.stripLeading().startsWith(FENCE);
            if (fenced || fence || isVerbatim(line)) {
                addProse(index, prose);
                block.append(line).append('\n');
                fenced ^= fence;
                if (!fenced && fence) {
                    addBlock(index, block);
                }
                continue;
            }
            addBlock(index, block);
            if (line.stripLeading().startsWith(PIN)) {
                addProse(index, prose);
                keep(index, line, true);
            } else if (line.isBlank() || isItem(line)) {
                addProse(index, prose);
                prose.append(line.strip());
            } else {
                // Texts are often wrapped: a line's end is not a sentence's.
                prose.append(prose.isEmpty() ? "" : " ").append(line.strip());
            }
        }
        addBlock(index, block);
        addProse(index, prose);
    }

    /** Tables and indented code. */
    private static boolean isVerbatim(String line) {
        return line.startsWith("    ") || line.startsWith("\t") || line.startsWith("|");
    }

    private static boolean isItem(String line) {
        return line.stripLeading().matches("(?:[-*•]|\\d{1,3}[.)]|#{1,6})\\s.*");
    }

    private void addBlock(int index, StringBuilder block) {
        if (!block.toString().isBlank()) {
            keep(index, block.toString().stripTrailing(), false);
        }
        block.setLength(0);
    }

    private void keep(int index, String text, boolean pinned) {
        paragraph++;
        sentences.add(new Sentence(index, paragraph, text, pinned, true));
    }

    private void addProse(int index, StringBuilder prose) {
        if (prose.toString().isBlank()) {
            prose.setLength(0);
            return;
        }
        paragraph++;
        var breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        var text = prose.toString();
        breaks.setText(text);
        int from = 0;
        boolean leading = true;
        for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
            var ending = text.substring(Math.max(from, to - LOOK_BACK), to);
            if (to < text.length() && UNFINISHED.matcher(ending).find()) {
                continue;
            }
            sentences.add(
                    new Sentence(
                            index, paragraph, text.substring(from, to).strip(), false, leading));
            leading = false;
            from = to;
        }
        prose.setLength(0);
    }
}
