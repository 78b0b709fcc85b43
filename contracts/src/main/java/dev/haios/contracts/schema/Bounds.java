package dev.haios.contracts.schema;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The limits that wire records check in their constructors, the same as in their schemas. Every
 * method lets null pass, for a field that may be absent, and otherwise throws {@link
 * IllegalArgumentException} naming the field.
 *
 * <p>A call makes some forty of these checks, so they are cheap as long as they hold: what is wrong
 * is put into words only then.
 */
public final class Bounds {

    private static final String LOWER_AND_DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final String ALNUM = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + LOWER_AND_DIGITS;
    private static final Alphabet FIRST_OF_ID = Alphabet.of(ALNUM);
    private static final Alphabet ID = Alphabet.of(ALNUM + "_.:-");
    private static final Alphabet RUN_ID = Alphabet.of(ALNUM + "_.-");
    private static final Alphabet CAP = Alphabet.of(LOWER_AND_DIGITS + "_.:-");
    private static final Alphabet LABEL = Alphabet.of(LOWER_AND_DIGITS + "_.-");
    private static final int MAX_ID = 128;
    private static final int MAX_WORD = 64;
    private static final Pattern URL =
            Pattern.compile("https?://[A-Za-z0-9._~:\\[\\]-]+(/[!-\"$->@-~]*)?");
    private static final Pattern PATH =
            Pattern.compile(
                    "(?!\\.{1,2}(/|$))[A-Za-z0-9_.@+-]+(/(?!\\.{1,2}(/|$))[A-Za-z0-9_.@+-]+)*");
    private static final int MAX_PATH = 512;
    private static final int MAX_URL = 2048;
    private static final int MAX_CAPS = 64;
    private static final int MAX_LABELS = 32;
    private static final int MAX_LABEL_TEXT = 512;
    private static final BigDecimal MAX_LABEL_NUMBER = new BigDecimal("1e15");

    private Bounds() {}

    /** An identifier that machines make: 1 to 128 letters, digits and {@code _ . : -}. */
    public static void id(String field, @Nullable String value) {
        if (value != null && !isId(value, ID)) {
            throw refused(field, "must be an id of 1 to 128 letters, digits, '_', '.', ':' or '-'");
        }
    }

    /** An identifier that also becomes a file name: as {@link #id} but without colons. */
    public static void runId(String field, @Nullable String value) {
        if (value != null && !isId(value, RUN_ID)) {
            throw refused(field, "must be an id of 1 to 128 letters, digits, '_', '.' or '-'");
        }
    }

    private static boolean isId(String value, Alphabet rest) {
        return !value.isEmpty()
                && value.length() <= MAX_ID
                && FIRST_OF_ID.holds(value.charAt(0))
                && rest.covers(value);
    }

    /** A name that people choose: 1 to 128 characters, none of them a control character. */
    public static void name(String field, @Nullable String value) {
        if (value != null && !isName(value)) {
            throw refused(field, "must be 1 to 128 characters without control characters");
        }
    }

    private static boolean isName(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) == 0x7f) {
                return false;
            }
        }
        return !value.isEmpty() && value.codePointCount(0, value.length()) <= MAX_ID;
    }

    /** An absolute http or https base URL of at most 2048 characters: no user, query, fragment. */
    public static void url(String field, @Nullable String value) {
        text(field, value, MAX_URL);
        matches(field, value, URL, "an absolute http or https URL without user, query or fragment");
    }

    /** Free text of 0 to {@code max} Unicode characters. */
    public static void text(String field, @Nullable String value, int max) {
        if (value != null && value.codePointCount(0, value.length()) > max) {
            throw refused(field, "must be at most " + max + " characters long");
        }
    }

    /** A text of one shape; {@code what} finishes the sentence "must be". */
    public static void matches(String field, @Nullable String value, Pattern shape, String what) {
        if (value != null && !shape.matcher(value).matches()) {
            throw refused(field, "must be " + what);
        }
    }

    /** A whole number between two limits, both allowed. */
    public static void range(String field, @Nullable Integer value, long min, long max) {
        range(field, value == null ? null : value.longValue(), min, max);
    }

    /** A whole number between two limits, both allowed. */
    public static void range(String field, @Nullable Long value, long min, long max) {
        if (value != null && !(value >= min && value <= max)) {
            throw refused(field, between(min, max));
        }
    }

    /** A finite number between two limits, both allowed. */
    public static void range(String field, @Nullable Double value, double min, double max) {
        // Written so that NaN is outside.
        if (value != null && !(value >= min && value <= max)) {
            throw refused(field, between(min, max));
        }
    }

    /** A decimal between two limits, both allowed. */
    public static void range(String field, @Nullable BigDecimal value, long min, long max) {
        if (value != null
                && (value.compareTo(BigDecimal.valueOf(min)) < 0
                        || value.compareTo(BigDecimal.valueOf(max)) > 0)) {
            throw refused(field, between(min, max));
        }
    }

    /** An immutable copy of a list that holds {@code min} to {@code max} items. */
    public static <T> List<T> list(String field, List<T> items, int min, int max) {
        size(field, items, min, max);
        return List.copyOf(items);
    }

    /** An immutable copy of at most 64 different capabilities, each {@code [a-z0-9_.:-]{1,64}}. */
    public static List<String> caps(String field, List<String> caps) {
        size(field, caps, 0, MAX_CAPS);
        capNames(field, caps);
        check(caps.stream().distinct().count() == caps.size(), field, "must not repeat an item");
        return List.copyOf(caps);
    }

    /**
     * An immutable copy, in the same order, of at most 32 labels: keys {@code [a-z0-9_.-]{1,64}},
     * values text of at most 512 characters, numbers within 1e15, booleans or null.
     */
    public static Map<String, @Nullable Object> labels(
            String field, Map<String, @Nullable Object> labels) {
        size(field, labels.keySet(), 0, MAX_LABELS);
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(labels);
        copy.forEach((key, value) -> {
            check(
                    isWord(key, LABEL),
                    field,
                    "must be labels named with a-z, 0-9, '_', '.' and '-'");
            check(isLabel(value), field, "must hold short texts, numbers, booleans or null");
        });
        return Collections.unmodifiableMap(copy);
    }

    /** Names of capabilities, each {@code [a-z0-9_.:-]{1,64}}. */
    public static void capNames(String field, Collection<String> names) {
        for (var cap : names) {
            check(isWord(cap, CAP), field, "must be words of a-z, 0-9, '_', '.', ':' and '-'");
        }
    }

    private static boolean isWord(String text, Alphabet alphabet) {
        return !text.isEmpty() && text.length() <= MAX_WORD && alphabet.covers(text);
    }

    /** A path below a folder: at most 512 characters, no empty, {@code .} or {@code ..} step. */
    public static void path(String field, @Nullable String value) {
        text(field, value, MAX_PATH);
        matches(field, value, PATH, "a relative path without '.' and '..' steps");
    }

    /** Any other rule; {@code rule} is a phrase whose subject is the field. */
    public static void check(boolean holds, String field, String rule) {
        if (!holds) {
            throw refused(field, rule);
        }
    }

    private static IllegalArgumentException refused(String field, String rule) {
        return new IllegalArgumentException(field + " " + rule);
    }

    private static boolean isLabel(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case Boolean _ -> true;
            case String text -> text.codePointCount(0, text.length()) <= MAX_LABEL_TEXT;
            case Number number ->
                    new BigDecimal(number.toString()).abs().compareTo(MAX_LABEL_NUMBER) <= 0;
            default -> false;
        };
    }

    private static void size(String field, Collection<?> items, int min, int max) {
        if (items.size() < min || items.size() > max) {
            throw refused(field, "must have " + min + " to " + max + " items");
        }
    }

    private static String between(Number min, Number max) {
        return "must be between " + min + " and " + max;
    }
}
