package dev.haios.adapters.anthropic;

import dev.haios.adapters.remote.Ask;
import dev.haios.adapters.remote.ChatParts;
import dev.haios.contracts.schema.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says a chat request in Anthropic's words. */
final class AnthropicRequest {

    /** They want to be told; enough for a long answer, and every model in use takes it. */
    private static final int USUAL_LONGEST = 8_192;

    private static final Set<String> KNOWN =
            Set.of(
                    "model",
                    "messages",
                    "stream",
                    "stream_options",
                    "max_tokens",
                    "max_completion_tokens",
                    "temperature",
                    "top_p",
                    "stop",
                    "tools",
                    "tool_choice",
                    "parallel_tool_calls",
                    "user");

    private final ObjectNode chat;
    private final ObjectNode body = Wire.lenient().createObjectNode();
    private final ArrayNode messages;
    private final List<String> ignored;

    private AnthropicRequest(ObjectNode chat) {
        this.chat = chat;
        this.messages = body.putArray("messages");
        this.ignored = new ArrayList<>(ChatParts.unsaid(chat, KNOWN));
    }

    static Ask of(ObjectNode chat, String model, boolean streamed) {
        var request = new AnthropicRequest(chat);
        request.body.put("model", model).put("stream", streamed);
        request.converse();
        request.sample();
        request.offerTools();
        return new Ask("/messages", request.body, request.ignored);
    }

    private void converse() {
        List<String> rules = new ArrayList<>();
        for (var message : chat.path("messages")) {
            var content = message.path("content");
            switch (message.path("role").asString("")) {
                case "system", "developer" -> rules.add(ChatParts.text(content));
                case "assistant" -> assistant(message, turn("assistant"));
                case "tool" -> {
                    var result = turn("user").addObject();
                    result.put("type", "tool_result");
                    result.put("tool_use_id", message.path("tool_call_id").asString(""));
                    result.put("content", ChatParts.text(content));
                }
                default -> user(content, turn("user"));
            }
        }
        if (!rules.isEmpty()) {
            body.put("system", String.join("\n\n", rules));
        }
    }

    private ArrayNode turn(String role) {
        return ChatParts.turn(messages, role, "content");
    }

    private static void user(JsonNode content, ArrayNode blocks) {
        if (!content.isArray()) {
            text(content.asString(""), blocks);
            return;
        }
        for (var part : content) {
            var picture = ChatParts.picture(part);
            if (picture == null) {
                text(part.path("text").asString(""), blocks);
                continue;
            }
            var source = blocks.addObject().put("type", "image").putObject("source");
            if (picture.mediaType() == null) {
                source.put("type", "url").put("url", picture.content());
            } else {
                source.put("type", "base64")
                        .put("media_type", picture.mediaType())
                        .put("data", picture.content());
            }
        }
    }

    private static void assistant(JsonNode message, ArrayNode blocks) {
        text(ChatParts.text(message.path("content")), blocks);
        for (var call : message.path("tool_calls")) {
            blocks.addObject()
                    .put("type", "tool_use")
                    .put("id", call.path("id").asString(""))
                    .put("name", call.path("function").path("name").asString(""))
                    .set("input", ChatParts.arguments(call));
        }
    }

    /** They refuse blocks without text. */
    private static void text(String text, ArrayNode blocks) {
        if (!text.isBlank()) {
            blocks.addObject().put("type", "text").put("text", text);
        }
    }

    private void sample() {
        var longest = ChatParts.longest(chat);
        body.put("max_tokens", longest == null ? USUAL_LONGEST : longest.asInt());
        var temperature = chat.path("temperature");
        if (temperature.isNumber() && temperature.doubleValue() <= 1) {
            body.set("temperature", temperature);
        } else if (temperature.isNumber()) {
            // Theirs ends at 1, where OpenAI's goes on to 2.
            ignored.add("temperature");
        }
        if (chat.path("top_p").isNumber()) {
            body.set("top_p", chat.path("top_p"));
        }
        var stops = ChatParts.stops(chat);
        if (!stops.isEmpty()) {
            stops.forEach(body.putArray("stop_sequences")::add);
        }
        if (chat.path("user").isString()) {
            body.putObject("metadata").put("user_id", chat.path("user").asString());
        }
    }

    private void offerTools() {
        if (chat.path("tools").isEmpty()) {
            return;
        }
        var tools = body.putArray("tools");
        for (var tool : chat.path("tools")) {
            var function = tool.path("function");
            var offered = tools.addObject().put("name", function.path("name").asString(""));
            if (function.path("description").isString()) {
                offered.set("description", function.path("description"));
            }
            if (function.path("parameters").isObject()) {
                offered.set("input_schema", function.path("parameters"));
            } else {
                offered.putObject("input_schema").put("type", "object");
            }
        }
        choose();
    }

    private void choose() {
        var wish = chat.path("tool_choice");
        var choice = Wire.lenient().createObjectNode();
        if (wish.isObject()) {
            choice.put("type", "tool").put("name", wish.path("function").path("name").asString(""));
        } else {
            choice.put(
                    "type",
                    switch (wish.asString("auto")) {
                        case "none" -> "none";
                        case "required" -> "any";
                        default -> "auto";
                    });
        }
        boolean one =
                chat.has("parallel_tool_calls")
                        && !chat.path("parallel_tool_calls").asBoolean(true);
        if (one && !choice.path("type").asString("").equals("none")) {
            choice.put("disable_parallel_tool_use", true);
        }
        body.set("tool_choice", choice);
    }
}
