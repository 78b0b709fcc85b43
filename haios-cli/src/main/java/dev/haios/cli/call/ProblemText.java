package dev.haios.cli.call;

import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.Failure;
import dev.haios.contracts.schema.Wire;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Turns a refusal ({@code application/problem+json}) into words. */
public final class ProblemText {

    private ProblemText() {}

    /**
     * The failure a refusal amounts to: its detail, each error, attempt and exclusion, and the next
     * step.
     */
    public static Failure failure(Reply reply) {
        JsonNode problem = problem(reply.body());
        Failure failure =
                Failure.explained(
                        ExitCode.ofStatus(reply.status()),
                        message(reply, problem),
                        particulars(problem),
                        problem.isObject() ? reply.body() : null);
        String next = next(reply);
        return next == null ? failure : failure.next(next);
    }

    private static JsonNode problem(String body) {
        try {
            return Wire.lenient().readTree(body);
        } catch (JacksonException notJson) {
            return Wire.lenient().missingNode();
        }
    }

    private static String message(Reply reply, JsonNode problem) {
        String title = problem.path("title").asString("");
        String detail = problem.path("detail").asString("");
        String said = detail.isEmpty() ? title : detail;
        if (said.isEmpty()) {
            return reply.service() + " answered HTTP " + reply.status();
        }
        return said + " (" + reply.service() + ", HTTP " + reply.status() + ")";
    }

    private static List<String> particulars(JsonNode problem) {
        List<String> lines = new ArrayList<>();
        for (JsonNode error : problem.path("errors")) {
            String pointer = error.path("pointer").asString("");
            lines.add(
                    (pointer.isEmpty() ? "body" : pointer)
                            + ": "
                            + error.path("detail").asString(""));
        }
        for (JsonNode attempt : problem.path("attempts")) {
            String detail = attempt.path("detail").asString("");
            lines.add(
                    "tried %s: %s after %s ms%s"
                            .formatted(
                                    attempt.path("name").asString("?"),
                                    attempt.path("outcome").asString("?"),
                                    attempt.path("ms").asString("?"),
                                    detail.isEmpty() ? "" : ", " + detail));
        }
        for (String list : List.of("rejected", "excluded")) {
            for (JsonNode rejected : problem.path(list)) {
                lines.add(
                        "not %s: %s"
                                .formatted(
                                        rejected.path("name").asString("?"),
                                        rejected.path("reason").asString("?")));
            }
        }
        return lines;
    }

    private static @Nullable String next(Reply reply) {
        return switch (reply.status()) {
            case 401, 403 ->
                    "Set HAIOS_TOKEN, or run this as the user who ran `haios up` (its token is"
                            + " artifacts/secrets/operator.token).";
            case 404, 503 -> "See what there is: `haios services`.";
            case 429 -> "Wait a moment and try again.";
            case 500 -> "Look at its log: `haios logs " + reply.service() + "`.";
            case 502 -> "Look at the upstreams: `haios services --type model`, `haios logs`.";
            case 504 -> "Allow more time with --timeout.";
            default -> null;
        };
    }
}
