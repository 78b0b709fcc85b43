package dev.haios.cli.session;

import picocli.CommandLine.Option;

/** The options every command takes. */
public final class OutputOptions {

    @Option(
            names = "--json",
            description = "Print one JSON document on stdout, for scripts; notes go to stderr.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    /** Whether a machine reads the output. */
    public boolean json() {
        return json;
    }

    boolean help() {
        return help;
    }
}
