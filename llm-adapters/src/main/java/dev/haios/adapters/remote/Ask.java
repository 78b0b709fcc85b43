package dev.haios.adapters.remote;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request in the provider's words.
 *
 * @param path appended to the base URL
 * @param ignored members of the chat request that were left out because nothing matches them
 */
public record Ask(String path, ObjectNode body, List<String> ignored) {

    public Ask {
        ignored = List.copyOf(ignored);
    }
}
