package dev.haios.adapters.standin;

import static dev.haios.adapters.standin.OpenAiFormat.json;

import dev.haios.contracts.schema.Wire;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Google's {@code generateContent}. */
public final class GeminiFormat implements Format {

    private static final Set<String> MEMBERS =
            Set.of(
                    "cachedContent",
                    "contents",
                    "generationConfig",
                    "safetySettings",
                    "systemInstruction",
                    "toolConfig",
                    "tools");

    private static final Set<String> SETTINGS =
            Set.of(
                    "candidateCount",
                    "frequencyPenalty",
                    "maxOutputTokens",
                    "presencePenalty",
                    "responseJsonSchema",
                    "responseMimeType",
                    "seed",
                    "stopSequences",
                    "temperature",
                    "thinkingConfig",
                    "topK",
                    "topP");

    @Override
    public String adapter() {
        return "gemini";
    }

    @Override
    public String basePath() {
        return "/v1beta";
    }

    @Override
    public @Nullable Scene objection(Asked asked, String key) {
        if (!key.equals(asked.header("x-goog-api-key")) || asked.query().contains("key=")) {
            return refusal(No.KEY);
        }
        boolean known =
                isStreamed(asked)
                        ? asked.query().equals("alt=sse")
                        : asked.path().endsWith(":generateContent");
        if (!known || !asked.path().startsWith("/v1beta/models/asked-model:")) {
            return error(404, "NOT_FOUND", "models/x is not found", List.of());
        }
        var flaw = flaw(asked.body());
        return flaw == null ? null : error(400, "INVALID_ARGUMENT", flaw, List.of());
    }

    private static @Nullable String flaw(JsonNode body) {
        var stranger = Asked.stranger(body, MEMBERS);
        if (stranger == null) {
            stranger = Asked.stranger(body.path("generationConfig"), SETTINGS);
        }
        if (stranger != null) {
            return "Invalid JSON payload received. Unknown name \""
                    + stranger
                    + "\": Cannot find field.";
        }
        if (body.path("contents").isEmpty()) {
            return "contents is not specified";
        }
        Set<String> called = new HashSet<>();
        for (var turn : body.path("contents")) {
            var role = turn.path("role").asString("");
            if (!role.equals("user") && !role.equals("model")) {
                return "Please use a valid role: user, model.";
            }
            if (turn.path("parts").isEmpty()) {
                return "contents.parts must not be empty";
            }
            var flaw = flaw(turn.path("parts"), called);
            if (flaw != null) {
                return flaw;
            }
        }
        return null;
    }

    private static @Nullable String flaw(JsonNode parts, Set<String> called) {
        boolean signed = true;
        for (var part : parts) {
            if (part.has("functionCall")) {
                called.add(part.path("functionCall").path("name").asString(""));
                signed = signed && (called.size() > 1 || part.hasNonNull("thoughtSignature"));
            }
            var response = part.path("functionResponse");
            if (part.has("functionResponse")
                    && (!called.contains(response.path("name").asString(""))
                            || !response.path("response").isObject())) {
                return "Please ensure that function response turn comes after a function call turn";
            }
        }
        return signed ? null : "Function call is missing a thought_signature";
    }

    @Override
    public boolean isStreamed(Asked asked) {
        return asked.path().endsWith(":streamGenerateContent");
    }

    @Override
    public Scene whole(Said said) {
        List<Object> parts = new ArrayList<>();
        parts.add(Map.of("text", "Hm.", "thought", true));
        if (!said.pieces().isEmpty()) {
            parts.add(Map.of("text", said.text()));
        }
        said.calls().forEach(call -> parts.add(call(call.id(), call.name(), call.arguments())));
        return Scene.json(200, json(reply(parts, reason(said))));
    }

    private static Map<String, Object> call(String id, String name, String arguments) {
        return Map.of(
                "functionCall",
                Map.of("id", id, "name", name, "args", Wire.lenient().readTree(arguments)),
                "thoughtSignature",
                "c2lnbmVk");
    }

    private static Map<String, Object> reply(List<Object> parts, @Nullable String reason) {
        var candidate =
                new TreeMap<String, Object>(
                        Map.of("content", Map.of("role", "model", "parts", parts), "index", 0));
        if (reason != null) {
            candidate.put("finishReason", reason);
        }
        return Map.of(
                "candidates",
                List.of(candidate),
                "modelVersion",
                Said.MODEL,
                "responseId",
                "r1",
                "usageMetadata",
                Map.of(
                        "promptTokenCount",
                        Said.TOKENS_IN,
                        "candidatesTokenCount",
                        1,
                        "thoughtsTokenCount",
                        Said.TOKENS_OUT - 1,
                        "totalTokenCount",
                        Said.TOKENS_IN + Said.TOKENS_OUT));
    }

    private static String reason(Said said) {
        return switch (said.finish()) {
            case STOP, TOOL_CALLS -> "STOP";
            case LENGTH -> "MAX_TOKENS";
            case CONTENT_FILTER -> "SAFETY";
        };
    }

    @Override
    public List<String> opening(Said said) {
        List<String> frames = new ArrayList<>();
        said.pieces()
                .forEach(piece -> frames.add(frame(reply(List.of(Map.of("text", piece)), null))));
        said.calls()
                .forEach(call ->
                        frames.add(
                                frame(
                                        reply(
                                                List.of(
                                                        call(
                                                                call.id(),
                                                                call.name(),
                                                                call.arguments())),
                                                null))));
        return frames;
    }

    @Override
    public List<String> closing(Said said) {
        return List.of(frame(reply(List.of(Map.of("text", "")), reason(said))));
    }

    /** Google ends its lines as HTTP does. */
    private static String frame(Map<String, Object> data) {
        return "data: " + json(data) + "\r\n\r\n";
    }

    @Override
    public Scene refusal(No no) {
        return switch (no) {
            case KEY ->
                    error(
                            400,
                            "INVALID_ARGUMENT",
                            "API key not valid. Please pass a valid API key.",
                            List.of(
                                    Map.of(
                                            "@type",
                                            "type.googleapis.com/google.rpc.ErrorInfo",
                                            "reason",
                                            "API_KEY_INVALID")));
            case CREDIT ->
                    error(402, "RESOURCE_EXHAUSTED", "Your prepay credits are gone.", List.of());
            case RATE ->
                    error(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota.", List.of());
            case OVERLOADED -> error(503, "UNAVAILABLE", "The model is overloaded.", List.of());
            case BROKEN -> error(500, "INTERNAL", "An internal error has occurred.", List.of());
            case REQUEST -> error(400, "INVALID_ARGUMENT", "Invalid value at 'tools'", List.of());
            case TOO_LONG ->
                    error(
                            400,
                            "INVALID_ARGUMENT",
                            "The input token count (1200000) exceeds the maximum number of tokens"
                                    + " allowed (1048576).",
                            List.of());
        };
    }

    private static Scene error(int status, String word, String message, List<?> details) {
        return Scene.json(status, json(error(status, word, message, details, true)));
    }

    private static Map<String, Object> error(
            int code, String word, String message, List<?> details, boolean detailed) {
        var error = new TreeMap<String, Object>();
        error.put("code", code);
        error.put("message", message);
        error.put("status", word);
        if (detailed) {
            error.put("details", details);
        }
        return Map.of("error", error);
    }

    @Override
    public String failure() {
        return frame(error(503, "UNAVAILABLE", "The model is overloaded.", List.of(), false));
    }
}
