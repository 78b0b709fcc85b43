package dev.haios.adapters.mock;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the mock says: drawn from a few words by a generator seeded with all it was asked. */
final class MockWords {

    private static final List<String> VERBS =
            List.of("fold", "count", "polish", "stack", "label", "rinse", "sort", "measure");
    private static final List<String> NOUNS =
            List.of("teapots", "ladders", "pebbles", "lanterns", "buttons", "kites", "spoons");
    private static final List<String> MANNERS =
            List.of("slowly", "twice", "by colour", "in pairs", "at noon", "without haste");
    private static final Pattern WORD_END = Pattern.compile("(?<=\\s)");
    private static final int SENTENCES = 4;
    private static final int LABELS = 8;

    private final Random random;
    private final String capability;

    MockWords(long seed, String capability, String prompt) {
        this.random = new Random(hash(seed + "\n" + capability + "\n" + prompt));
        this.capability = capability;
    }

    /** A text, and whether it is all of it. */
    record Text(String words, boolean complete) {}

    /** A few sentences of nonsense, or a numbered plan of it, of at most so many words. */
    Text text(@Nullable Integer maxWords) {
        var text = new StringBuilder("[mock " + capability + "] No model was asked.");
        for (int i = 1; i <= SENTENCES; i++) {
            text.append(capability.equals("plan") ? "\n" + i + ". " : " ");
            text.append("Please ").append(pick(VERBS)).append(" the ").append(pick(NOUNS));
            text.append(' ').append(pick(MANNERS)).append('.');
        }
        var words = WORD_END.splitAsStream(text).toList();
        if (maxWords == null || maxWords >= words.size()) {
            return new Text(text.toString(), true);
        }
        return new Text(String.join("", words.subList(0, maxWords)).strip(), false);
    }

    /** A label that nobody takes for a real one. */
    String label() {
        return "mock_label_" + random.nextInt(LABELS);
    }

    double confidence() {
        return random.nextInt(50, 100) / 100.0;
    }

    private String pick(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    /** The first 64 bits of the text's SHA-256. */
    static long hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8))).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
