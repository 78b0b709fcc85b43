package dev.haios.adapters.chat;

import dev.haios.adapters.Problems;
import dev.haios.kit.web.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A refusal in OpenAI's form: {@code {"error":{"message","type","param","code"}}}. */
final class ChatError extends RuntimeException {

    private final int status;
    private final String code;
    private final @Nullable String param;

    /**
     * @param param the member of the body that is wrong
     */
    ChatError(int status, String message, String code, @Nullable String param) {
        // An answer, not a crash: nobody reads its stack.
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.param = param;
    }

    static ChatError invalid(String param, String rule) {
        return new ChatError(400, "'" + param + "' " + rule, "invalid_value", param);
    }

    static ChatError of(ProblemException problem) {
        if (problem.slug().equals(Problems.TEXT_TOO_LONG)) {
            // The one code that clients act on: they shorten the conversation.
            return new ChatError(
                    400,
                    String.valueOf(problem.getMessage()),
                    "context_length_exceeded",
                    "messages");
        }
        return new ChatError(
                problem.status().value(),
                String.valueOf(problem.getMessage()),
                problem.slug().replace('-', '_'),
                null);
    }

    int status() {
        return status;
    }

    Map<String, Object> body() {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("message", getMessage());
        error.put("type", type());
        error.put("param", param);
        error.put("code", code);
        return Map.of("error", error);
    }

    private String type() {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 429 -> "rate_limit_error";
            default -> status < 500 ? "invalid_request_error" : "server_error";
        };
    }
}
