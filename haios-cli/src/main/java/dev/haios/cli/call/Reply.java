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

    /** The body as one of our records. A failure when it is none. */
    public <T> T as(Class<T> type) {
        try {
            return Wire.lenient().readValue(body, type);
        } catch (JacksonException other) {
            throw unreadable(service, "not what was asked for", other);
        }
    }

    /** This reply, or a failure that tells what the service said. */
    public Reply orFail() {
        if (!isOk()) {
            throw ProblemText.failure(this);
        }
        return this;
    }

    /** The same; {@code whenUnknown} says what to do when the service does not know the thing. */
    public Reply orFail(String whenUnknown) {
        if (status == 404) {
            throw ProblemText.failure(this).next(whenUnknown);
        }
        return orFail();
    }

    static JsonNode json(String text, String service) {
        try {
            return Wire.lenient().readTree(text);
        } catch (JacksonException notJson) {
            throw unreadable(service, "not JSON", notJson);
        }
    }

    private static Failure unreadable(String service, String what, JacksonException cause) {
        return Failure.of(
                ExitCode.FAILED,
                "the answer of " + service + " is " + what + ": " + cause.getOriginalMessage(),
                "Check that it is a HAIOS service that listens there: `haios status`.");
    }
}
