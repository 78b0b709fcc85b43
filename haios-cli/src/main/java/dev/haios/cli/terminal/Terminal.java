package dev.haios.cli.terminal;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where output goes and what it may look like. Text that a service sent is printed through {@link
 * #plain}, so that it cannot move the cursor or change colours.
 *
 * @param interactive whether a person looks at stdout, so that lines may be redrawn
 * @param coloured whether colours are wanted
 * @param columns the width in characters, at least 40
 */
public record Terminal(
        PrintStream out, PrintStream err, boolean interactive, boolean coloured, int columns) {

    private static final Pattern OBEYED =
            Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202a-\\u202e\\u2066-\\u2069&&[^\n\t]]");

    public Terminal {
        columns = columns < 40 ? 100 : columns;
    }

    /**
     * The terminal of this process; {@code scripts/haios} says whether stdout is one and how wide
     * it is.
     */
    public static Terminal ofProcess(Map<String, String> environment) {
        boolean interactive = Boolean.getBoolean("haios.terminal");
        boolean plain =
                !environment.getOrDefault("NO_COLOR", "").isEmpty()
                        || "dumb".equals(environment.get("TERM"));
        return new Terminal(
                new PrintStream(System.out, false, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                interactive && !"dumb".equals(environment.get("TERM")),
                interactive && !plain,
                Integer.getInteger("haios.columns", 0));
    }

    /** Prints a line on stdout. */
    public void line(String text) {
        out.println(text);
        out.flush();
    }

    /** Prints a line on stderr. */
    public void note(String text) {
        err.println(text);
    }

    /** The text in a colour, or as it is where colours are not wanted. */
    public String paint(Colour colour, String text) {
        return coloured && !text.isEmpty() ? colour.paint(text) : text;
    }

    /** A timestamp to the millisecond, which is what a person compares. */
    public static String time(String timestamp) {
        return oneLine(timestamp).replaceFirst("(\\.\\d{3})\\d+", "$1");
    }

    /**
     * Foreign text without what a terminal obeys or another program takes for the end of a line:
     * control characters other than line breaks and tabs, Unicode's own separators of lines, and
     * what turns the direction of writing around.
     */
    public static String plain(String text) {
        return OBEYED.matcher(text).replaceAll("");
    }

    /** Foreign text that is one record among others: no second line may look like the next. */
    public static String oneLine(String text) {
        return plain(text).replaceAll("[\n\t]+", " ");
    }
}
