package dev.haios.cli.terminal;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

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
        return plain(timestamp).replaceFirst("(\\.\\d{3})\\d+", "$1");
    }

    /** Foreign text without control characters other than line breaks and tabs. */
    public static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "");
    }
}
