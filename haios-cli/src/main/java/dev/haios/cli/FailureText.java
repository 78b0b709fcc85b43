package dev.haios.cli;

import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.Failure;
import dev.haios.cli.session.Session;
import dev.haios.cli.terminal.Colour;
import dev.haios.cli.terminal.Terminal;
import dev.haios.contracts.schema.Wire;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells a person what went wrong and what to do next, on stderr; and a machine that asked for JSON,
 * on stdout, as {@code {"error":{exit_code, message, next, problem}}}.
 */
final class FailureText implements IExecutionExceptionHandler, IParameterExceptionHandler {

    private final Terminal terminal;
    private final boolean debug;

    FailureText(Session session) {
        this.terminal = session.terminal();
        this.debug = session.setting("HAIOS_DEBUG").isPresent();
    }

    @Override
    public int handleExecutionException(
            Exception thrown, CommandLine command, ParseResult arguments) {
        Failure failure =
                thrown instanceof Failure expected
                        ? expected
                        : Failure.of(
                                ExitCode.FAILED,
                                "this should not happen: " + thrown,
                                "Set HAIOS_DEBUG=1 to see where; please report it.");
        if (!(thrown instanceof Failure) && debug) {
            thrown.printStackTrace(terminal.err());
        }
        boolean json = command.getParseResult().matchedOptionValue("--json", false);
        show(failure, json);
        return failure.exitCode();
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        StringBuilder next = new StringBuilder("See `" + name + " --help`.");
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            List<String> meant = unmatched.getSuggestions();
            if (!meant.isEmpty()) {
                next.insert(0, "Did you mean: " + String.join(", ", meant) + "? ");
            }
        }
        Failure failure =
                Failure.of(
                        ExitCode.USAGE,
                        inWords(String.valueOf(wrong.getMessage())),
                        next.toString());
        show(failure, List.of(arguments).contains("--json"));
        return failure.exitCode();
    }

    /** The names of Java's types mean nothing to who types a command. */
    private static String inWords(String message) {
        return message.replaceFirst("is not an? (?:int|long)$", "is not a whole number")
                .replaceFirst("is not a double$", "is not a number")
                .replaceFirst("(?s)cannot convert (.*) to BigDecimal .*", "$1 is not a number");
    }

    private void show(Failure failure, boolean json) {
        if (json) {
            terminal.line(document(failure).toString());
        }
        terminal.note(terminal.paint(Colour.BAD, "haios: ") + Terminal.plain(failure.said()));
        failure.particulars().forEach(line -> terminal.note("  " + Terminal.plain(line)));
        if (failure.next() != null) {
            terminal.note("  " + failure.next());
        }
    }

    private static ObjectNode document(Failure failure) {
        ObjectNode document = Wire.mapper().createObjectNode();
        ObjectNode error = document.putObject("error");
        error.put("exit_code", failure.exitCode()).put("message", failure.said());
        String next = failure.next();
        if (next != null) {
            error.put("next", next);
        }
        String problem = failure.json();
        if (problem != null) {
            error.set("problem", Wire.lenient().readTree(problem));
        }
        return document;
    }
}
