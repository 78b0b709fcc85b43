package dev.haios.cli.terminal;

/** The few colours output uses; each has one meaning. */
public enum Colour {
    /** As it should be. */
    GOOD("32"),
    /** Works, but somebody should look. */
    WARNING("33"),
    /** Does not work. */
    BAD("31"),
    /** What the reader came for. */
    STRONG("1"),
    /** What the reader may skip. */
    FAINT("2");

    private final String code;

    Colour(String code) {
        this.code = code;
    }

    String paint(String text) {
        return "\u001b[" + code + "m" + text + "\u001b[0m";
    }

    /** The colour of a health or an activity word, so that `ok` looks the same in every table. */
    public static Colour ofStatus(String status) {
        return switch (status) {
            case "ok", "open", "running", "done", "idle" -> GOOD;
            case "down", "error", "failed", "deadline", "no_candidates" -> BAD;
            default -> WARNING;
        };
    }
}
