package dev.haios.adapters.backend;

import dev.haios.contracts.model.MockScript;
import dev.haios.contracts.model.PromptMessage;
import dev.haios.contracts.model.UpstreamRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One piece of work.
 *
 * @param capability what is asked, one of the backend's own
 * @param request on what and how
 * @param runId the run it belongs to; empty when the caller named none
 * @param deadline when the caller stops waiting
 * @param script how the mock is to behave
 * @param chat the same in OpenAI's words with all that the caller sent; null when it was asked in
 *     the fleet's own
 */
public record Work(
        String capability,
        UpstreamRequest request,
        String runId,
        Deadline deadline,
        MockScript script,
        @Nullable ObjectNode chat) {

    /** The conversation, empty when there is none. */
    public List<PromptMessage> messages() {
        return Objects.requireNonNullElse(request.messages(), List.of());
    }

    /**
     * What the work is done on, without what is only said about it: the text, else what the
     * messages say, else the prompt.
     */
    public String source() {
        if (request.text() != null) {
            return request.text();
        }
        return request.messages() != null
                ? messages().stream().map(PromptMessage::content).collect(Collectors.joining("\n"))
                : Objects.requireNonNullElse(request.prompt(), "");
    }

    /** All that was sent, for counting its tokens. */
    public String all() {
        List<String> parts = new ArrayList<>();
        if (request.prompt() != null) {
            parts.add(request.prompt());
        }
        if (request.text() != null) {
            parts.add(request.text());
        }
        messages().forEach(message -> parts.add(message.content()));
        return String.join("\n", parts);
    }

    /** Parameters of sampling that were given to a backend that does not sample. */
    public List<String> samplingGiven() {
        List<String> given = new ArrayList<>();
        if (request.temperature() != null) {
            given.add("temperature");
        }
        if (request.topP() != null) {
            given.add("top_p");
        }
        return given;
    }
}
