package dev.haios.gateway.openai;

import dev.haios.contracts.schema.StrictText;
import dev.haios.contracts.schema.Wire;
import dev.haios.gateway.upstream.Chat;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.ObjectReader;

/**
 * What routing needs of a chat completion, read in one pass that makes no tree: it may be 20 MiB.
 *
 * @param text the whole body as it came
 */
record ChatBody(String text, String model, boolean stream, Chat chat) {

    private static final ObjectReader READER =
            Wire.lenient().reader().with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

    static ChatBody read(byte[] body) {
        var flaw = StrictText.encoding(body);
        if (flaw.isPresent()) {
            throw OpenAiError.notJson(flaw.get().detail());
        }
        var text = new String(body, StandardCharsets.UTF_8);
        try (var parser = READER.createParser(text)) {
            return new Scan(text, parser).whole();
        } catch (JacksonException e) {
            throw OpenAiError.notJson(String.valueOf(e.getOriginalMessage()));
        }
    }

    /** Goes through the members. */
    private static final class Scan {

        private final String text;
        private final JsonParser parser;
        private @Nullable String model;
        private int modelFrom;
        private int modelTo;
        private boolean stream;
        private boolean messages;
        private @Nullable Integer maxTokens;

        Scan(String text, JsonParser parser) {
            this.text = text;
            this.parser = parser;
        }

        ChatBody whole() {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw OpenAiError.notJson("it must be an object");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                member(name, parser.nextToken());
            }
            if (parser.nextToken() != null) {
                throw OpenAiError.notJson("something follows the JSON value");
            }
            if (model == null || model.isEmpty()) {
                throw OpenAiError.invalid(
                        "model", "must be given: a name, capability:<cap> or auto");
            }
            if (!messages) {
                throw OpenAiError.invalid("messages", "must be given: a list that is not empty");
            }
            var chat = new Chat(text.substring(0, modelFrom), text.substring(modelTo), maxTokens);
            return new ChatBody(text, model, stream, chat);
        }

        private void member(String name, JsonToken value) {
            switch (name) {
                case "model" -> {
                    require(
                            value == JsonToken.VALUE_STRING && model == null,
                            name,
                            "must be one text");
                    modelFrom = (int) parser.currentTokenLocation().getCharOffset();
                    model = parser.getString();
                    modelTo = (int) parser.currentLocation().getCharOffset();
                }
                case "stream" -> {
                    require(
                            value.isBoolean() || value == JsonToken.VALUE_NULL,
                            name,
                            "must be true or false");
                    stream = value == JsonToken.VALUE_TRUE;
                }
                case "max_tokens", "max_completion_tokens" -> {
                    require(
                            value == JsonToken.VALUE_NUMBER_INT || value == JsonToken.VALUE_NULL,
                            name,
                            "must be a whole number");
                    if (value == JsonToken.VALUE_NUMBER_INT) {
                        maxTokens = tokens(name);
                    }
                }
                case "messages" -> {
                    require(value == JsonToken.START_ARRAY, name, "must be a list");
                    messages = parser.nextToken() != JsonToken.END_ARRAY;
                    while (parser.currentToken() != JsonToken.END_ARRAY) {
                        require(
                                parser.currentToken() == JsonToken.START_OBJECT,
                                name,
                                "must be a list of objects");
                        parser.skipChildren();
                        parser.nextToken();
                    }
                }
                default -> parser.skipChildren();
            }
        }

        private int tokens(String name) {
            require(
                    parser.getNumberType() == JsonParser.NumberType.INT && parser.getIntValue() > 0,
                    name,
                    "must be at least 1 and fit an int");
            return parser.getIntValue();
        }

        private static void require(boolean holds, String param, String rule) {
            if (!holds) {
                throw OpenAiError.invalid(param, rule);
            }
        }
    }
}
