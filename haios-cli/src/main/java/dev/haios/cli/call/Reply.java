package dev.haios.cli.call;

import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.Failure;
import dev.haios.contracts.schema.Wire;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What a service answered.
 *
 * @param service its wire name, for messages
 * @param body the text as it came
 */
public record Reply(String service, int status, String body) {

    public boolean isOk() {
        return status >= 200 && status < 300;
    }

    /**
     * The body as JSON; fields this version does not know are fine. A failure when it is not JSON.
     */
    public JsonNode json() {
        return json(body, service);
    }

    /** This reply, or a failure that tells what the service said. */
    public Reply orFail() {
        if (!isOk()) {
            throw ProblemText.failure(this);
        }
        return this;
    }

    static JsonNode json(String text, String service) {
        try {
            return Wire.lenient().readTree(text);
        } catch (JacksonException notJson) {
            throw Failure.of(
                    ExitCode.FAILED,
                    "the answer of " + service + " is not JSON: " + notJson.getOriginalMessage(),
                    "Check that it is a HAIOS service that listens there: `haios status`.");
        }
    }
}
