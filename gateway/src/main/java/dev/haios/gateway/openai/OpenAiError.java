package dev.haios.gateway.openai;

import dev.haios.gateway.problem.Refusal;
import dev.haios.kit.web.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A refusal in OpenAI's form: {@code {"error":{"message","type","param","code"}}}. */
final class OpenAiError extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final @Nullable String param;
    private final transient Map<String, Object> more;

    private OpenAiError(
            int status,
            String message,
            String code,
            @Nullable String param,
            Map<String, Object> more) {
        // An answer, not a crash: nobody reads its stack.
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.param = param;
        this.more = more;
    }

    static OpenAiError invalid(String param, String rule) {
        return new OpenAiError(400, "'" + param + "' " + rule, "invalid_value", param, Map.of());
    }

    static OpenAiError notJson(String detail) {
        return new OpenAiError(
                400, "The body is not JSON: " + detail, "invalid_json", null, Map.of());
    }

    static OpenAiError notPlain() {
        return new OpenAiError(
                415,
                "The body must be JSON in UTF-8, without a Content-Encoding.",
                "unsupported_media_type",
                null,
                Map.of());
    }

    static OpenAiError unknownModel(String model) {
        return new OpenAiError(
                404,
                "The model '" + model + "' does not exist; GET /v1/models lists those that do.",
                "model_not_found",
                "model",
                Map.of());
    }

    static OpenAiError notOffered(String what) {
        return new OpenAiError(404, what, "not_offered", null, Map.of());
    }

    static OpenAiError of(ProblemException problem) {
        return new OpenAiError(
                problem.status().value(),
                String.valueOf(problem.getMessage()),
                word(problem.slug()),
                null,
                Map.of());
    }

    /** A call that reached routing: the members of its problem stand beside OpenAI's own. */
    static OpenAiError of(Refusal refusal) {
        var problem = refusal.problem();
        var slug = problem.type().substring(problem.type().lastIndexOf(':') + 1);
        var more = new LinkedHashMap<String, Object>();
        problem.extensions()
                .forEach((name, value) -> {
                    if (value != null) {
                        more.put(name, value);
                    }
                });
        return new OpenAiError(
                problem.status(), String.valueOf(problem.detail()), word(slug), null, more);
    }

    private static String word(String slug) {
        return slug.replace('-', '_');
    }

    int status() {
        return status;
    }

    Map<String, Object> body() {
        var error = new LinkedHashMap<String, @Nullable Object>();
        error.put("message", getMessage());
        error.put("type", type());
        error.put("param", param);
        error.put("code", code);
        error.putAll(more);
        return Map.of("error", error);
    }

    private String type() {
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "insufficient_quota";
            case 403 -> "permission_error";
            case 429 -> "rate_limit_error";
            default -> status < 500 ? "invalid_request_error" : "server_error";
        };
    }
}
