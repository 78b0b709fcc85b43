package dev.haios.cli.session;

/** The exit codes of every command; a script may rely on them. */
public final class ExitCode {

    public static final int OK = 0;

    /** The command line or the request is wrong (HTTP 400, 413, 415, 422). */
    public static final int USAGE = 2;

    /**
     * A service cannot be reached, refuses the credential, or failed inside; or part of the fleet
     * is down.
     */
    public static final int FAILED = 3;

    /** Nothing registered matches, or nothing that matches is available (HTTP 404, 503). */
    public static final int NO_MATCH = 4;

    /** A budget refuses the call (HTTP 402). */
    public static final int BUDGET = 5;

    /**
     * Every upstream that was tried failed (HTTP 502); or, for a check, what was checked is not
     * intact.
     */
    public static final int BROKEN = 6;

    /** The deadline passed (HTTP 504). */
    public static final int DEADLINE = 7;

    private ExitCode() {}

    /** The exit code that tells a script what an HTTP status means. */
    public static int ofStatus(int status) {
        return switch (status) {
            case 400, 413, 415, 422 -> USAGE;
            case 402 -> BUDGET;
            case 404, 503 -> NO_MATCH;
            case 502 -> BROKEN;
            case 504 -> DEADLINE;
            default -> FAILED;
        };
    }
}
