package dev.haios.adapters.remote;

import java.util.Set;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One wire format: how to ask, how to read the answer and the refusals. Stateless. */
public interface Dialect {

    /**
     * Puts a chat request into the provider's words.
     *
     * @param chat in OpenAI's words; not changed
     * @param without parameters that this model is known not to take
     */
    Ask ask(ObjectNode chat, String model, boolean streamed, Set<String> without);

    /** Adds the key and whatever else each request must carry. */
    void sign(HttpRequest request, ApiKey key);

    /** Takes over a whole answer. */
    void whole(JsonNode reply, Draft draft);

    /** A reader of one stream. */
    Reading reading();

    /** What a refusal means, beyond its status. */
    Refusal refusal(int status, JsonNode body);

    /** Reads the events of one stream, in their order. */
    @FunctionalInterface
    interface Reading {

        /**
         * Takes over one event.
         *
         * @param data its JSON
         * @return a refusal that came inside the stream; null when all is well
         */
        @Nullable Refusal event(JsonNode data, Draft draft);
    }
}
