package dev.haios.adapters.gemini;

import dev.haios.adapters.remote.Ask;
import dev.haios.adapters.remote.ChatParts;
import dev.haios.contracts.schema.Wire;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says a chat request in Gemini's words. */
final class GeminiRequest {

    /**
     * Newer models want back what they signed with each call, which OpenAI's clients do not keep.
     * This word, documented for conversations from elsewhere, takes its place.
     */
    private static final String UNSIGNED = "skip_thought_signature_validator";

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
                    "seed",
                    "stop",
                    "presence_penalty",
                    "frequency_penalty",
                    "response_format",
                    "tools",
                    "tool_choice");

    private final ObjectNode chat;
    private final ObjectNode body = Wire.lenient().createObjectNode();
    private final ArrayNode contents;

    /** Results name the tool; OpenAI's name the call only. By the call's id. */
    private final Map<String, String> called = new HashMap<>();

    private GeminiRequest(ObjectNode chat) {
        this.chat = chat;
        this.contents = body.putArray("contents");
    }

    static Ask of(ObjectNode chat, String model, boolean streamed) {
        var request = new GeminiRequest(chat);
        request.converse();
        request.sample();
        request.offerTools();
        var verb = streamed ? ":streamGenerateContent?alt=sse" : ":generateContent";
        return new Ask("/models/" + model + verb, request.body, ChatParts.unsaid(chat, KNOWN));
    }

    private void converse() {
        var rules = Wire.lenient().createArrayNode();
        for (var message : chat.path("messages")) {
            var content = message.path("content");
            switch (message.path("role").asString("")) {
                case "system", "developer" ->
                        rules.addObject().put("text", ChatParts.text(content));
                case "assistant" -> assistant(message, turn("model"));
                case "tool" -> result(message, turn("user"));
                default -> user(content, turn("user"));
            }
        }
        if (!rules.isEmpty()) {
            body.putObject("systemInstruction").set("parts", rules);
        }
    }

    private ArrayNode turn(String role) {
        return ChatParts.turn(contents, role, "parts");
    }

    private static void user(JsonNode content, ArrayNode parts) {
        if (!content.isArray()) {
            parts.addObject().put("text", content.asString(""));
            return;
        }
        for (var part : content) {
            var picture = ChatParts.picture(part);
            if (picture == null) {
                parts.addObject().put("text", part.path("text").asString(""));
            } else if (picture.mediaType() == null) {
                parts.addObject().putObject("fileData").put("fileUri", picture.content());
            } else {
                parts.addObject()
                        .putObject("inlineData")
                        .put("mimeType", picture.mediaType())
                        .put("data", picture.content());
            }
        }
    }

    private void assistant(JsonNode message, ArrayNode parts) {
        var said = ChatParts.text(message.path("content"));
        if (!said.isEmpty()) {
            parts.addObject().put("text", said);
        }
        boolean first = true;
        for (var call : message.path("tool_calls")) {
            var name = call.path("function").path("name").asString("");
            called.put(call.path("id").asString(""), name);
            var part = parts.addObject();
            part.putObject("functionCall")
                    .put("id", call.path("id").asString(""))
                    .put("name", name)
                    .set("args", ChatParts.arguments(call));
            if (first) {
                part.put("thoughtSignature", UNSIGNED);
                first = false;
            }
        }
    }

    private void result(JsonNode message, ArrayNode parts) {
        var id = message.path("tool_call_id").asString("");
        parts.addObject()
                .putObject("functionResponse")
                .put("id", id)
                .put("name", called.getOrDefault(id, id))
                .set("response", object(ChatParts.text(message.path("content"))));
    }

    /** They take objects only. */
    private static ObjectNode object(String result) {
        try {
            if (Wire.lenient().readTree(result) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            // Most tools answer with a plain text.
        }
        return Wire.lenient().createObjectNode().put("result", result);
    }

    private void sample() {
        var config = Wire.lenient().createObjectNode();
        var longest = ChatParts.longest(chat);
        if (longest != null) {
            config.set("maxOutputTokens", longest);
        }
        number("temperature", "temperature", config);
        number("top_p", "topP", config);
        number("seed", "seed", config);
        number("presence_penalty", "presencePenalty", config);
        number("frequency_penalty", "frequencyPenalty", config);
        var stops = ChatParts.stops(chat);
        if (!stops.isEmpty()) {
            stops.forEach(config.putArray("stopSequences")::add);
        }
        var format = chat.path("response_format");
        if (format.path("type").asString("").startsWith("json_")) {
            config.put("responseMimeType", "application/json");
        }
        if (format.path("json_schema").path("schema").isObject()) {
            config.set("responseJsonSchema", format.path("json_schema").path("schema"));
        }
        if (!config.isEmpty()) {
            body.set("generationConfig", config);
        }
    }

    private void number(String from, String to, ObjectNode config) {
        if (chat.path(from).isNumber()) {
            config.set(to, chat.path(from));
        }
    }

    private void offerTools() {
        if (chat.path("tools").isEmpty()) {
            return;
        }
        var declared = body.putArray("tools").addObject().putArray("functionDeclarations");
        for (var tool : chat.path("tools")) {
            var function = tool.path("function");
            var declaration = declared.addObject().put("name", function.path("name").asString(""));
            if (function.path("description").isString()) {
                declaration.set("description", function.path("description"));
            }
            if (function.path("parameters").isObject()) {
                declaration.set("parametersJsonSchema", function.path("parameters"));
            }
        }
        choose(body.putObject("toolConfig").putObject("functionCallingConfig"));
    }

    private void choose(ObjectNode config) {
        var wish = chat.path("tool_choice");
        if (wish.isObject()) {
            config.put("mode", "ANY");
            List.of(wish.path("function").path("name").asString(""))
                    .forEach(config.putArray("allowedFunctionNames")::add);
            return;
        }
        config.put(
                "mode",
                switch (wish.asString("auto")) {
                    case "none" -> "NONE";
                    case "required" -> "ANY";
                    default -> "AUTO";
                });
    }
}
