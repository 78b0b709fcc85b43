package dev.haios.kit.testing.hostile;

import dev.haios.contracts.problem.Problem;
import dev.haios.contracts.schema.Violation;
import dev.haios.kit.testing.Response;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What every answer to a hostile request must be. */
public final class Judge {

    /** Names of classes, frames of stacks, pages and statements: what goes on inside. */
    private static final Pattern INSIDE =
            Pattern.compile(
                    "\\b(?:java|javax|jakarta|jdk|sun|org\\.\\w+|com\\.\\w+|tools\\.jackson"
                            + "|dev\\.haios)\\.[a-z]\\w*\\.|Exception\\b|Error:|\\bat \\w+\\.\\w+\\("
                            + "|<html|<!doctype|SQLITE|\\b(?:SELECT|INSERT|UPDATE) \\w+|\\$\\w+@[0-9a-f]{6}",
                    Pattern.CASE_INSENSITIVE);

    /** Refusals of the request itself; nothing may have changed then. */
    private static final List<Integer> OF_THE_REQUEST = List.of(400, 405, 406, 413, 415);

    private Judge() {}

    static boolean refusedAtTheDoor(Response answer) {
        return OF_THE_REQUEST.contains(answer.status());
    }

    /** What is wrong with any answer: a failure, an unnamed type, a look inside. */
    public static Optional<String> anyAnswer(Response answer) {
        if (answer.status() >= 500) {
            return Optional.of("answered " + answer.status() + ": " + answer.body());
        }
        if (answer.contentType().isEmpty() && !answer.body().isEmpty()) {
            return Optional.of("has no Content-Type: " + answer.body());
        }
        if (answer.status() >= 400) {
            var inside = INSIDE.matcher(answer.body());
            if (inside.find()) {
                return Optional.of("tells '" + inside.group() + "': " + answer.body());
            }
        }
        return Optional.empty();
    }

    /** What is wrong with a refusal as a problem. */
    public static Optional<String> problem(Response answer) {
        if (!answer.contentType().startsWith(Problem.MEDIA_TYPE)) {
            return Optional.of("is no problem but " + answer.contentType() + ": " + answer.body());
        }
        var problem = answer.problem();
        boolean whole =
                problem.status() == answer.status()
                        && problem.type().startsWith("urn:haios:problem:")
                        && !problem.title().isBlank()
                        && problem.detail() != null;
        return whole ? Optional.empty() : Optional.of("is an incomplete problem: " + answer.body());
    }

    /** What is wrong with the answer to a body. */
    static Optional<String> of(HostileBody sent, Response answer, boolean openAi) {
        var flaw = anyAnswer(answer);
        if (flaw.isPresent()) {
            return flaw;
        }
        if (answer.status() < 400) {
            return sent.fate() == HostileBody.Fate.REFUSED
                    ? Optional.of("was accepted: " + answer.status() + " " + answer.body())
                    : Optional.empty();
        }
        return openAi ? openAiError(sent, answer) : problem(answer).or(() -> spot(sent, answer));
    }

    private static Optional<String> spot(HostileBody sent, Response answer) {
        if (answer.status() != 400) {
            return sent.spot() == null
                    ? Optional.empty()
                    : Optional.of("was answered " + answer.status() + ": " + answer.body());
        }
        List<Violation> errors = Objects.requireNonNullElse(answer.problem().errors(), List.of());
        if (errors.isEmpty()) {
            return Optional.of("names no spot: " + answer.body());
        }
        return sent.spot() == null
                        || errors.stream().anyMatch(error -> error.pointer().equals(sent.spot()))
                ? Optional.empty()
                : Optional.of("does not name " + sent.spot() + ": " + answer.body());
    }

    /** OpenAI's clients read another body; it too must say what is wrong. */
    private static Optional<String> openAiError(HostileBody sent, Response answer) {
        if (!answer.contentType().startsWith("application/json")) {
            return problem(answer);
        }
        var error = answer.json().path("error");
        boolean whole =
                Stream.of("message", "type", "code")
                        .allMatch(member -> !error.path(member).asString("").isEmpty());
        return whole ? Optional.empty() : Optional.of(sent.what() + ": " + answer.body());
    }
}
