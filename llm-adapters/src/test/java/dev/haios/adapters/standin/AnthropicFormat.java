package dev.haios.adapters.standin;

import static dev.haios.adapters.standin.OpenAiFormat.json;

import dev.haios.contracts.schema.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Anthropic's messages. */
public final class AnthropicFormat implements Format {

    private static final Set<String> MEMBERS =
            Set.of(
                    "cache_control",
                    "container",
                    "context_management",
                    "max_tokens",
                    "mcp_servers",
                    "messages",
                    "metadata",
                    "model",
                    "output_config",
                    "service_tier",
                    "stop_sequences",
                    "stream",
                    "system",
                    "temperature",
                    "thinking",
                    "tool_choice",
                    "tools",
                    "top_k",
                    "top_p");

    @Override
    public String adapter() {
        return "anthropic";
    }

    @Override
    public String basePath() {
        return "/v1";
    }

    @Override
    public @Nullable Scene objection(Asked asked, String key) {
        if (!key.equals(asked.header("x-api-key"))) {
            return refusal(No.KEY);
        }
        if (!asked.path().equals("/v1/messages")) {
            return error(404, "not_found_error", "Not found");
        }
        var flaw = flaw(asked);
        return flaw == null ? null : error(400, "invalid_request_error", flaw);
    }

    private static @Nullable String flaw(Asked asked) {
        var body = asked.body();
        if (!"2023-06-01".equals(asked.header("anthropic-version"))) {
            return "anthropic-version: header is required";
        }
        var stranger = Asked.stranger(body, MEMBERS);
        if (stranger != null) {
            return stranger + ": Extra inputs are not permitted";
        }
        if (body.path("max_tokens").asInt(0) < 1) {
            return "max_tokens: Field required";
        }
        for (var message : body.path("messages")) {
            var role = message.path("role").asString("");
            if (!role.equals("user") && !role.equals("assistant")) {
                return "messages: Unexpected role \"" + role + "\"";
            }
        }
        for (var tool : body.path("tools")) {
            if (!tool.path("input_schema").path("type").asString("").equals("object")) {
                return "tools.0.custom.input_schema: Field required";
            }
        }
        return unanswered(body.path("messages"));
    }

    /** Each call of a tool needs its result at the beginning of the next message. */
    private static @Nullable String unanswered(JsonNode messages) {
        for (int i = 0; i < messages.size(); i++) {
            for (var block : messages.get(i).path("content")) {
                boolean answered =
                        !block.path("type").asString("").equals("tool_use")
                                || messages.path(i + 1)
                                        .path("content")
                                        .valueStream()
                                        .anyMatch(result ->
                                                result.path("tool_use_id")
                                                        .equals(block.path("id")));
                if (!answered) {
                    return "messages."
                            + i
                            + ": `tool_use` ids were found without `tool_result`"
                            + " blocks immediately after: "
                            + block.path("id");
                }
                if (block instanceof ObjectNode object
                        && object.path("type").asString("").equals("text")
                        && object.path("text").asString("").isEmpty()) {
                    return "messages: text content blocks must be non-empty";
                }
            }
        }
        return null;
    }

    @Override
    public boolean isStreamed(Asked asked) {
        return asked.body().path("stream").asBoolean(false);
    }

    @Override
    public Scene whole(Said said) {
        List<Object> content = new ArrayList<>();
        content.add(Map.of("type", "thinking", "thinking", "Hm.", "signature", "c2ln"));
        if (!said.pieces().isEmpty()) {
            content.add(Map.of("type", "text", "text", said.text()));
        }
        said.calls()
                .forEach(call -> content.add(toolUse(call.id(), call.name(), call.arguments())));
        var message = message(content);
        message.put("stop_reason", reason(said));
        return Scene.json(200, json(message));
    }

    private static Map<String, Object> toolUse(String id, String name, String arguments) {
        return Map.of(
                "type",
                "tool_use",
                "id",
                id,
                "name",
                name,
                "input",
                Wire.lenient().readTree(arguments));
    }

    private static Map<String, @Nullable Object> message(List<Object> content) {
        var message = new TreeMap<String, @Nullable Object>();
        message.put("id", "msg_1");
        message.put("type", "message");
        message.put("role", "assistant");
        message.put("model", Said.MODEL);
        message.put("content", content);
        message.put("stop_reason", null);
        message.put("stop_sequence", null);
        message.put(
                "usage",
                Map.of(
                        "input_tokens",
                        Said.TOKENS_IN - 5,
                        "cache_creation_input_tokens",
                        2,
                        "cache_read_input_tokens",
                        3,
                        "output_tokens",
                        content.isEmpty() ? 1 : Said.TOKENS_OUT));
        return message;
    }

    private static String reason(Said said) {
        return switch (said.finish()) {
            case STOP -> "end_turn";
            case LENGTH -> "max_tokens";
            case TOOL_CALLS -> "tool_use";
            case CONTENT_FILTER -> "refusal";
        };
    }

    @Override
    public List<String> opening(Said said) {
        List<String> frames = new ArrayList<>();
        frames.add(event("message_start", Map.of("message", message(List.of()))));
        frames.add(event("ping", Map.of()));
        int index = 0;
        if (!said.pieces().isEmpty()) {
            frames.add(start(index, Map.of("type", "text", "text", "")));
            for (var piece : said.pieces()) {
                frames.add(delta(index, Map.of("type", "text_delta", "text", piece)));
            }
            frames.add(event("content_block_stop", Map.of("index", index++)));
        }
        for (var call : said.calls()) {
            frames.add(start(index, toolUse(call.id(), call.name(), "{}")));
            frames.add(delta(index, Map.of("type", "input_json_delta", "partial_json", "")));
            if (!call.arguments().equals("{}")) {
                int half = call.arguments().length() / 2;
                for (var part :
                        List.of(
                                call.arguments().substring(0, half),
                                call.arguments().substring(half))) {
                    frames.add(
                            delta(index, Map.of("type", "input_json_delta", "partial_json", part)));
                }
            }
            frames.add(event("content_block_stop", Map.of("index", index++)));
        }
        return frames;
    }

    @Override
    public List<String> closing(Said said) {
        return List.of(
                event(
                        "message_delta",
                        Map.of(
                                "delta",
                                Map.of("stop_reason", reason(said)),
                                "usage",
                                Map.of("output_tokens", Said.TOKENS_OUT))),
                event("message_stop", Map.of()));
    }

    private static String start(int index, Map<String, Object> block) {
        return event("content_block_start", Map.of("index", index, "content_block", block));
    }

    private static String delta(int index, Map<String, Object> delta) {
        return event("content_block_delta", Map.of("index", index, "delta", delta));
    }

    private static String event(String type, Map<String, ?> data) {
        var all = new TreeMap<String, Object>(data);
        all.put("type", type);
        return "event: " + type + "\ndata: " + json(all) + "\n\n";
    }

    @Override
    public Scene refusal(No no) {
        return switch (no) {
            case KEY -> error(401, "authentication_error", "invalid x-api-key");
            case CREDIT ->
                    Scene.json(
                            429,
                            json(
                                    Map.of(
                                            "type",
                                            "error",
                                            "error",
                                            Map.of(
                                                    "type",
                                                    "rate_limit_error",
                                                    "message",
                                                    "Monthly spend limit reached.",
                                                    "details",
                                                    Map.of(
                                                            "error_code",
                                                            "enforced_spend_limit_reached")))));
            case RATE ->
                    error(429, "rate_limit_error", "This would exceed your organization's limit");
            case OVERLOADED -> error(529, "overloaded_error", "Overloaded");
            case BROKEN -> error(500, "api_error", "Internal server error");
            case REQUEST -> error(400, "invalid_request_error", "tools.0.custom.name: too long");
            case TOO_LONG ->
                    error(
                            400,
                            "invalid_request_error",
                            "prompt is too long: 1000001 tokens > 1000000 maximum");
        };
    }

    private static Scene error(int status, String type, String message) {
        return Scene.json(
                status,
                json(
                        Map.of(
                                "type",
                                "error",
                                "error",
                                Map.of("type", type, "message", message),
                                "request_id",
                                "req_1")));
    }

    @Override
    public String failure() {
        return event(
                "error",
                Map.of("error", Map.of("type", "overloaded_error", "message", "Overloaded")));
    }
}
