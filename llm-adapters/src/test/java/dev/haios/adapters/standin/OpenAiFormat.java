package dev.haios.adapters.standin;

import dev.haios.contracts.schema.Wire;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** OpenAI's chat completions; with the differences of xAI's when it stands in for that. */
public final class OpenAiFormat implements Format {

    private static final Set<String> MEMBERS =
            Set.of(
                    "audio",
                    "frequency_penalty",
                    "function_call",
                    "functions",
                    "logit_bias",
                    "logprobs",
                    "max_completion_tokens",
                    "messages",
                    "metadata",
                    "modalities",
                    "model",
                    "n",
                    "parallel_tool_calls",
                    "prediction",
                    "presence_penalty",
                    "prompt_cache_key",
                    "reasoning_effort",
                    "response_format",
                    "safety_identifier",
                    "seed",
                    "service_tier",
                    "stop",
                    "store",
                    "stream",
                    "stream_options",
                    "temperature",
                    "tool_choice",
                    "tools",
                    "top_logprobs",
                    "top_p",
                    "user",
                    "verbosity",
                    "web_search_options");

    private final boolean xai;

    private OpenAiFormat(boolean xai) {
        this.xai = xai;
    }

    public static OpenAiFormat openAi() {
        return new OpenAiFormat(false);
    }

    public static OpenAiFormat xai() {
        return new OpenAiFormat(true);
    }

    @Override
    public String adapter() {
        return xai ? "grok" : "openai";
    }

    @Override
    public String basePath() {
        return "/v1";
    }

    @Override
    public @Nullable Scene objection(Asked asked, String key) {
        if (!("Bearer " + key).equals(asked.header("Authorization"))) {
            // Both quote part of the key.
            return wrongKey(String.valueOf(asked.header("Authorization")));
        }
        if (!asked.path().equals("/v1/chat/completions")) {
            return error(404, "Unknown request URL", "invalid_request_error", null, null);
        }
        var stranger = Asked.stranger(asked.body(), members());
        if (stranger != null) {
            return error(
                    400,
                    "Unrecognized request argument supplied: " + stranger,
                    "invalid_request_error",
                    null,
                    null);
        }
        return asked.body().path("messages").isEmpty() || !asked.body().path("model").isString()
                ? error(
                        400,
                        "Missing required parameter",
                        "invalid_request_error",
                        "messages",
                        "missing_required_parameter")
                : null;
    }

    private Set<String> members() {
        var all = new HashSet<>(MEMBERS);
        if (xai) {
            all.add("max_tokens");
        }
        return all;
    }

    @Override
    public boolean isStreamed(Asked asked) {
        return asked.body().path("stream").asBoolean(false);
    }

    @Override
    public Scene whole(Said said) {
        var message = new TreeMap<String, Object>();
        message.put("role", "assistant");
        if (!said.pieces().isEmpty()) {
            message.put("content", said.text());
        }
        if (!said.calls().isEmpty()) {
            message.put(
                    "tool_calls",
                    said.calls().stream()
                            .map(call -> call(null, call.id(), call.name(), call.arguments()))
                            .toList());
        }
        return Scene.json(
                200,
                json(
                        Map.of(
                                "id",
                                "chatcmpl-1",
                                "object",
                                "chat.completion",
                                "created",
                                1,
                                "model",
                                Said.MODEL,
                                "choices",
                                List.of(
                                        Map.of(
                                                "index",
                                                0,
                                                "message",
                                                message,
                                                "finish_reason",
                                                Wire.word(said.finish()))),
                                "usage",
                                usage())));
    }

    @Override
    public List<String> opening(Said said) {
        List<String> frames = new ArrayList<>();
        frames.add(": keep-alive\n\n");
        frames.add(chunk(Map.of("role", "assistant", "content", ""), null));
        said.pieces().forEach(piece -> frames.add(chunk(Map.of("content", piece), null)));
        for (int i = 0; i < said.calls().size(); i++) {
            var call = said.calls().get(i);
            var half = call.arguments().length() / 2;
            // xAI brings a call in one piece, OpenAI in many.
            frames.add(calls(call(i, call.id(), call.name(), xai ? call.arguments() : "")));
            if (!xai) {
                frames.add(calls(call(i, null, null, call.arguments().substring(0, half))));
                frames.add(calls(call(i, null, null, call.arguments().substring(half))));
            }
        }
        return frames;
    }

    @Override
    public List<String> closing(Said said) {
        return List.of(
                chunk(Map.of(), Wire.word(said.finish())),
                frame(head(List.of(), usage())),
                "data: [DONE]\n\n");
    }

    private static Map<String, Object> usage() {
        return Map.of(
                "prompt_tokens",
                Said.TOKENS_IN,
                "completion_tokens",
                Said.TOKENS_OUT,
                "total_tokens",
                Said.TOKENS_IN + Said.TOKENS_OUT);
    }

    private static Map<String, Object> call(
            @Nullable Integer index, @Nullable String id, @Nullable String name, String arguments) {
        var function = new TreeMap<String, Object>(Map.of("arguments", arguments));
        var call = new TreeMap<String, Object>(Map.of("function", function));
        if (name != null) {
            function.put("name", name);
        }
        if (id != null) {
            call.put("id", id);
            call.put("type", "function");
        }
        if (index != null) {
            call.put("index", index);
        }
        return call;
    }

    private static String calls(Map<String, Object> call) {
        return chunk(Map.of("tool_calls", List.of(call)), null);
    }

    private static String chunk(Map<String, Object> delta, @Nullable String reason) {
        var choice = new TreeMap<String, @Nullable Object>(Map.of("index", 0, "delta", delta));
        choice.put("finish_reason", reason);
        return frame(head(List.of(choice), null));
    }

    private static Map<String, @Nullable Object> head(
            List<?> choices, @Nullable Map<String, Object> usage) {
        var chunk =
                new TreeMap<String, @Nullable Object>(
                        Map.of(
                                "id",
                                "chatcmpl-1",
                                "object",
                                "chat.completion.chunk",
                                "created",
                                1,
                                "model",
                                Said.MODEL,
                                "choices",
                                choices));
        chunk.put("usage", usage);
        return chunk;
    }

    static String frame(Map<String, @Nullable Object> data) {
        return "data: " + json(data) + "\n\n";
    }

    static String json(Object value) {
        return Wire.lenient().writeValueAsString(value);
    }

    @Override
    public Scene refusal(No no) {
        return switch (no) {
            case KEY -> wrongKey("Bearer of another key");
            case CREDIT ->
                    xai
                            ? xaiError(
                                    403,
                                    "The caller does not have permission to execute the operation",
                                    "Your team has used all available credits")
                            : error(
                                    429,
                                    "You exceeded your current quota.",
                                    "insufficient_quota",
                                    null,
                                    "credit_balance_exhausted");
            case RATE ->
                    error(
                            429,
                            "Rate limit reached for requests",
                            "requests",
                            null,
                            "rate_limit_exceeded");
            case OVERLOADED ->
                    error(
                            503,
                            "The server is overloaded.",
                            "service_unavailable_error",
                            null,
                            "server_is_overloaded");
            case BROKEN -> error(500, "The server had an error.", "server_error", null, null);
            case REQUEST ->
                    error(
                            400,
                            "Invalid value: 'tools[0].type'.",
                            "invalid_request_error",
                            "tools[0].type",
                            "invalid_value");
            case TOO_LONG ->
                    xai
                            ? xaiError(
                                    400,
                                    "Client specified an invalid argument",
                                    "This model's maximum prompt length is 131072 but the request"
                                            + " contains 200000 tokens.")
                            : error(
                                    400,
                                    "This model's maximum context length is 128000 tokens.",
                                    "invalid_request_error",
                                    "messages",
                                    "context_length_exceeded");
        };
    }

    private Scene wrongKey(String given) {
        return xai
                ? xaiError(
                        400,
                        "Client specified an invalid argument",
                        "Incorrect API key provided: " + given)
                : error(
                        401,
                        "Incorrect API key provided: " + given,
                        "invalid_request_error",
                        null,
                        "invalid_api_key");
    }

    /** OpenAI's form of an error; xAI has its own, in which the code is a sentence. */
    private Scene error(
            int status,
            String message,
            String type,
            @Nullable String param,
            @Nullable String code) {
        if (xai) {
            return xaiError(status, type, message);
        }
        var error = new TreeMap<String, @Nullable Object>();
        error.put("message", message);
        error.put("type", type);
        error.put("param", param);
        error.put("code", code);
        return Scene.json(status, json(Map.of("error", error)));
    }

    private static Scene xaiError(int status, String code, String error) {
        return Scene.json(status, json(Map.of("code", code, "error", error)));
    }

    @Override
    public String failure() {
        return frame(
                Map.of(
                        "error",
                        Map.of(
                                "message",
                                "The server had an error while processing your request.",
                                "type",
                                "server_error")));
    }
}
