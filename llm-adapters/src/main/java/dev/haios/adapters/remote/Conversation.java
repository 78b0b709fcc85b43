package dev.haios.adapters.remote;

import dev.haios.adapters.backend.Work;
import dev.haios.contracts.schema.Wire;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a chat request of a piece of work that came in the fleet's own words. */
final class Conversation {

    private Conversation() {}

    /** The request in OpenAI's words; what only concerns the fleet is left out. */
    static ObjectNode of(Work work) {
        if (work.chat() != null) {
            var chat = work.chat().deepCopy();
            chat.remove("mock");
            chat.path("messages")
                    .forEach(message -> {
                        if (message instanceof ObjectNode object) {
                            object.remove("pin");
                        }
                    });
            return chat;
        }
        var request = work.request();
        var chat = Wire.lenient().createObjectNode();
        var messages = chat.putArray("messages");
        say(messages, "system", instruction(work.capability()));
        boolean thread = !work.messages().isEmpty();
        if (thread) {
            say(messages, "system", request.prompt());
            say(messages, "user", request.text());
            work.messages()
                    .forEach(message -> {
                        say(messages, Wire.word(message.role()), message.content());
                        if (message.name() != null
                                && messages.get(messages.size() - 1) instanceof ObjectNode last) {
                            last.put("name", message.name());
                        }
                    });
        } else if (request.prompt() != null && request.text() != null) {
            say(messages, "user", request.prompt() + "\n\n" + request.text());
        } else {
            say(messages, "user", work.source());
        }
        chat.putPOJO("max_tokens", request.maxTokens());
        chat.putPOJO("temperature", request.temperature());
        chat.putPOJO("top_p", request.topP());
        chat.putPOJO("seed", request.seed());
        return Wire.lenient().valueToTree(chat);
    }

    /** What {@link #of} says first for a capability, or null. Change it: change the version. */
    static @Nullable String version(Work work) {
        return work.chat() != null || instruction(work.capability()) == null
                ? null
                : work.capability() + "-1";
    }

    private static @Nullable String instruction(String capability) {
        return switch (capability) {
            case "summarize" ->
                    "Summarise what follows. Keep decisions, numbers, names and open questions;"
                            + " add nothing. Answer with the summary only.";
            case "plan" ->
                    "Make a plan for what follows: numbered steps, each one a thing that can be"
                            + " done and checked. Answer with the plan only.";
            default -> null;
        };
    }

    private static void say(ArrayNode messages, String role, @Nullable String content) {
        if (content != null) {
            messages.addObject().put("role", role).put("content", content);
        }
    }
}
