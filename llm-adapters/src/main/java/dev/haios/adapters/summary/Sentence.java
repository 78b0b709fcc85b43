package dev.haios.adapters.summary;

import dev.haios.adapters.words.Stem;
import dev.haios.adapters.words.Words;
import java.util.List;

/**
 * The smallest piece that is kept or left out whole: a sentence, a list item, a block of code or a
 * table, a pinned line.
 *
 * @param passage index of the passage it stands in
 * @param paragraph counts paragraphs over all passages; sentences of one are joined by a blank
 * @param text as it was written
 * @param pinned whether it must be kept
 * @param leading whether it opens its paragraph
 */
record Sentence(int passage, int paragraph, String text, boolean pinned, boolean leading) {

    List<String> stems() {
        return Words.of(text).stream().map(Stem::of).toList();
    }
}
