package dev.haios.adapters.tokens;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.nio.charset.StandardCharsets;

/**
 * Counts tokens as the {@code cl100k_base} vocabulary cuts them, which is near enough to what
 * today's models count for budgets and receipts. Thread-safe.
 */
public final class TokenCounter {

    /** Longer texts are counted in pieces: the encoder's time is not linear in what it is given. */
    private static final int PIECE = 2_048;

    private final Encoding encoding =
            Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);

    /** Tokens of a text; control tokens in it count as the characters they are written with. */
    public int count(String text) {
        int tokens = 0;
        for (int from = 0; from < text.length(); ) {
            int to = end(text, from);
            tokens += encoding.countTokensOrdinary(wellFormed(text.substring(from, to)));
            from = to;
        }
        return tokens;
    }

    /** The encoder refuses half a surrogate pair, which JSON may hold; counted as one mark. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static int end(String text, int from) {
        int to = Math.min(text.length(), from + PIECE);
        if (to == text.length()) {
            return to;
        }
        int blank = text.lastIndexOf(' ', to);
        int cut = blank > from ? blank : to;
        // Half a surrogate pair is no character.
        return Character.isLowSurrogate(text.charAt(cut)) ? cut + 1 : cut;
    }
}
