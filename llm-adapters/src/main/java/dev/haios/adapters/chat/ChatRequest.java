package dev.haios.adapters.chat;

import dev.haios.contracts.model.MessageRole;
import dev.haios.contracts.model.MockScript;
import dev.haios.contracts.model.PromptMessage;
import dev.haios.contracts.model.UpstreamRequest;
import dev.haios.contracts.schema.StrictText;
import dev.haios.contracts.schema.Wire;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ObjectNode;

/**
 * What of a chat completion request matters here; the rest of OpenAI's many fields passes
 * unnoticed.
 *
 * @param body as it came
 * @param upstream the same in the fleet's own words
 * @param stream whether to answer piece by piece
 * @param includeUsage whether a streamed answer ends with its usage
 */
record ChatRequest(
        ObjectNode body, UpstreamRequest upstream, boolean stream, boolean includeUsage) {

    /** Of two members with one name, two readers may take a different one. */
    private static final ObjectReader CHAT =
            Wire.lenient().reader().with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

    /**
     * Reads a body.
     *
     * @param converses whether messages may hold more than text
     * @throws ChatError naming the member that cannot be understood
     */
    static ChatRequest read(byte[] body, boolean converses) {
        var root = parse(body);
        if (!(root instanceof ObjectNode object)) {
            throw new ChatError(400, "The body must be a JSON object.", "invalid_json", null);
        }
        try {
            var upstream =
                    new UpstreamRequest(
                            null,
                            null,
                            messages(root.path("messages"), converses),
                            maxTokens(root),
                            number(root, "temperature"),
                            number(root, "top_p"),
                            whole(root, "seed"),
                            null,
                            script(root.path("mock")));
            return new ChatRequest(
                    object,
                    upstream,
                    stream(root.path("stream")),
                    root.path("stream_options").path("include_usage").asBoolean(false));
        } catch (IllegalArgumentException e) {
            // The contract's own bounds; the message begins with the field's name.
            throw new ChatError(400, String.valueOf(e.getMessage()), "invalid_value", null);
        }
    }

    private static JsonNode parse(byte[] body) {
        try {
            var root = CHAT.readTree(body);
            StrictText.halves(body, root).stream()
                    .findFirst()
                    .ifPresent(half -> {
                        throw ChatError.invalid(half.pointer(), half.detail() + ".");
                    });
            return root;
        } catch (JacksonException | NumberFormatException e) {
            // The latter for an exponent that no number of Java's can have.
            throw new ChatError(400, "The body is not valid JSON.", "invalid_json", null);
        }
    }

    private static List<PromptMessage> messages(JsonNode list, boolean converses) {
        if (!list.isArray() || list.isEmpty()) {
            throw ChatError.invalid("messages", "must be a list of at least one message.");
        }
        List<PromptMessage> messages = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            var message = list.get(i);
            var place = "messages[" + i + "]";
            messages.add(
                    new PromptMessage(
                            role(message.path("role").asString(""), place),
                            content(message.path("content"), place, converses),
                            message.path("name").isString()
                                    ? message.path("name").asString()
                                    : null,
                            message.path("pin").isBoolean()
                                    ? message.path("pin").asBoolean()
                                    : null));
        }
        return messages;
    }

    private static MessageRole role(String word, String place) {
        return switch (word) {
            case "system", "developer" -> MessageRole.SYSTEM;
            case "user" -> MessageRole.USER;
            case "assistant" -> MessageRole.ASSISTANT;
            case "tool", "function" -> MessageRole.TOOL;
            default ->
                    throw ChatError.invalid(
                            place + ".role", "must be system, developer, user, assistant or tool.");
        };
    }

    /**
     * A text, or parts of which only texts can be read here; an assistant may have said nothing.
     */
    private static String content(JsonNode content, String place, boolean converses) {
        if (content.isString()) {
            return content.asString();
        }
        if (content.isNull() || content.isMissingNode()) {
            return "";
        }
        if (!content.isArray()) {
            throw ChatError.invalid(place + ".content", "must be a text or a list of parts.");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode part : content) {
            boolean isText = part.path("type").asString("").equals("text");
            if (!isText && !converses) {
                throw ChatError.invalid(place + ".content", "may hold parts of type text only.");
            }
            if (isText) {
                texts.add(part.path("text").asString(""));
            }
        }
        return String.join("\n", texts);
    }

    private static boolean stream(JsonNode value) {
        if (!value.isBoolean() && !value.isNull() && !value.isMissingNode()) {
            throw ChatError.invalid("stream", "must be true or false.");
        }
        return value.asBoolean(false);
    }

    private static @Nullable Integer maxTokens(JsonNode root) {
        var name =
                root.hasNonNull("max_completion_tokens") ? "max_completion_tokens" : "max_tokens";
        var value = whole(root, name);
        if (value == null) {
            return null;
        }
        if (value < 1) {
            throw ChatError.invalid(name, "must be at least 1.");
        }
        return (int) Math.min(value, 1_000_000);
    }

    private static @Nullable Long whole(JsonNode root, String name) {
        var value = root.path(name);
        if (value.isNull() || value.isMissingNode()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw ChatError.invalid(name, "must be a whole number.");
        }
        return value.asLong();
    }

    private static @Nullable Double number(JsonNode root, String name) {
        var value = root.path(name);
        if (value.isNull() || value.isMissingNode()) {
            return null;
        }
        if (!value.isNumber()) {
            throw ChatError.invalid(name, "must be a number.");
        }
        // What no double holds becomes infinite, and is then out of bounds like any other.
        return value.decimalValue().doubleValue();
    }

    private static @Nullable MockScript script(JsonNode mock) {
        if (!mock.isObject()) {
            return null;
        }
        try {
            return Wire.lenient().treeToValue(mock, MockScript.class);
        } catch (JacksonException e) {
            throw ChatError.invalid(
                    "mock",
                    e.getCause() instanceof IllegalArgumentException bound
                            ? "is no script: " + bound.getMessage()
                            : "must hold whole numbers.");
        }
    }
}
