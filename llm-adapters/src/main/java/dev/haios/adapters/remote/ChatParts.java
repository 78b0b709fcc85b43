package dev.haios.adapters.remote;

import dev.haios.contracts.schema.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what dialects with words of their own need from a chat request in OpenAI's. */
public final class ChatParts {

    private static final Pattern DATA_URL = Pattern.compile("data:([\\w/+.-]+);base64,(.*)");

    private ChatParts() {}

    /**
     * A picture.
     *
     * @param mediaType null when only an address is given
     * @param content in base64, or the address
     */
    public record Picture(@Nullable String mediaType, String content) {}

    /** The texts of a message's content, joined. */
    public static String text(JsonNode content) {
        if (!content.isArray()) {
            return content.asString("");
        }
        List<String> texts = new ArrayList<>();
        content.forEach(part -> {
            if (part.path("type").asString("").equals("text")) {
                texts.add(part.path("text").asString(""));
            }
        });
        return String.join("\n", texts);
    }

    /** The picture in a part of a message; null when it is none. */
    public static @Nullable Picture picture(JsonNode part) {
        var url = part.path("image_url").path("url").asString("");
        if (url.isEmpty()) {
            return null;
        }
        var data = DATA_URL.matcher(url);
        return data.matches() ? new Picture(data.group(1), data.group(2)) : new Picture(null, url);
    }

    /**
     * Where more of a role is said, for providers to whom roles alternate: the list under {@code
     * member} of the last turn if it is of that role, else of a new one.
     */
    public static ArrayNode turn(ArrayNode turns, String role, String member) {
        if (!turns.isEmpty()
                && turns.get(turns.size() - 1) instanceof ObjectNode last
                && last.path("role").asString("").equals(role)
                && last.path(member) instanceof ArrayNode parts) {
            return parts;
        }
        return turns.addObject().put("role", role).putArray(member);
    }

    /** The arguments of a call, which models write as a text that need not be JSON. */
    public static ObjectNode arguments(JsonNode call) {
        try {
            var text = call.path("function").path("arguments").asString("");
            if (Wire.lenient().readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            // A slip of the model's; the provider gets to see that there were none.
        }
        return Wire.lenient().createObjectNode();
    }

    /** The longest answer, under either name; null when nothing is said of it. */
    public static @Nullable JsonNode longest(ObjectNode chat) {
        var modern = chat.path("max_completion_tokens");
        var longest = modern.isNumber() ? modern : chat.path("max_tokens");
        return longest.isNumber() ? longest : null;
    }

    /** Where the answer must end, one text or several. */
    public static List<String> stops(ObjectNode chat) {
        var stop = chat.path("stop");
        return stop.isArray()
                ? stop.valueStream().map(text -> text.asString("")).toList()
                : stop.isString() ? List.of(stop.asString()) : List.of();
    }

    /** What was asked for and is not among what a dialect knows how to say. */
    public static List<String> unsaid(ObjectNode chat, Set<String> known) {
        return chat.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .filter(name -> asksForSomething(name, chat.path(name)))
                .toList();
    }

    private static boolean asksForSomething(String name, JsonNode value) {
        return !value.isNull()
                && !(value.isBoolean() && !value.asBoolean())
                && !(name.equals("n") && value.asInt(0) == 1);
    }
}
