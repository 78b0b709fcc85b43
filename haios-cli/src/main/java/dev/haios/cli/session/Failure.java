package dev.haios.cli.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends a command with a message for a person: one line saying what is wrong, further lines with
 * particulars, and what to do next. Thrown from anywhere below a command and rendered once, at the
 * top.
 */
public final class Failure extends RuntimeException {

    private final int exitCode;
    private final transient List<String> particulars;
    private final @Nullable String next;
    private final @Nullable String json;

    private Failure(
            int exitCode,
            String message,
            List<String> particulars,
            @Nullable String next,
            @Nullable String json) {
        super(message);
        this.exitCode = exitCode;
        this.particulars = List.copyOf(particulars);
        this.next = next;
        this.json = json;
    }

    /** A failure without particulars; {@code next} is a sentence saying what to do. */
    public static Failure of(int exitCode, String message, String next) {
        return new Failure(exitCode, message, List.of(), next, null);
    }

    /** A failure that a service explained: {@code json} is its problem document, verbatim. */
    public static Failure explained(
            int exitCode, String message, List<String> particulars, @Nullable String json) {
        return new Failure(exitCode, message, particulars, null, json);
    }

    /** The same failure with a sentence saying what to do. */
    public Failure next(String sentence) {
        return new Failure(exitCode, said(), particulars, sentence, json);
    }

    public int exitCode() {
        return exitCode;
    }

    /** The one line saying what is wrong. */
    public String said() {
        String message = getMessage();
        return message == null ? "failed" : message;
    }

    public List<String> particulars() {
        return particulars;
    }

    public @Nullable String next() {
        return next;
    }

    public @Nullable String json() {
        return json;
    }
}
