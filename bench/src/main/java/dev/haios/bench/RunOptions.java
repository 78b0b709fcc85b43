package dev.haios.bench;

import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that every benchmark takes. */
final class RunOptions {

    private static final int MAX_SECONDS = 3_600;
    private static final int MAX_ROUNDS = 100;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    private int rounds = 3;
    private int seconds = 5;
    private int warmUpSeconds = 8;

    @Option(
            names = "--json",
            description = "Print one JSON document on stdout; notes go to stderr.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Option(
            names = "--rounds",
            paramLabel = "<n>",
            defaultValue = "3",
            description = "How often each contestant has its turn; default ${DEFAULT-VALUE}.")
    void rounds(int value) {
        rounds = within("--rounds", value, 1, MAX_ROUNDS);
    }

    @Option(
            names = "--seconds",
            paramLabel = "<s>",
            defaultValue = "5",
            description = "How long a turn takes; default ${DEFAULT-VALUE}.")
    void seconds(int value) {
        seconds = within("--seconds", value, 1, MAX_SECONDS);
    }

    @Option(
            names = "--warm-up",
            paramLabel = "<s>",
            defaultValue = "8",
            description =
                    "How long each contestant is loaded before anything counts; default"
                            + " ${DEFAULT-VALUE}.")
    void warmUp(int value) {
        warmUpSeconds = within("--warm-up", value, 0, MAX_SECONDS);
    }

    /** The value, or a usage error that names the option. */
    int within(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + " must be from " + least + " to " + most + ", not " + value);
        }
        return value;
    }

    int rounds() {
        return rounds;
    }

    Duration turn() {
        return Duration.ofSeconds(seconds);
    }

    Duration warmUp() {
        return Duration.ofSeconds(warmUpSeconds);
    }

    boolean json() {
        return json;
    }

    boolean help() {
        return help;
    }

    String words() {
        return "%d rounds of %d s a turn after %d s of warm-up"
                .formatted(rounds, seconds, warmUpSeconds);
    }
}
