package dev.haios.cli.agents;

import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.Failure;
import dev.haios.cli.session.Session;
import dev.haios.contracts.schema.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What Claude Code tells a hook about a sub-agent, on stdin. Fields this version does not know are
 * fine.
 *
 * @param session the conversation
 * @param id one invocation of the agent; unlike those beside it
 * @param type the agent's name
 */
record HookCall(String session, String id, String type) {

    /** The call on stdin, or a failure when it is none. */
    static HookCall read(Session session, String event) {
        try {
            String text = new String(session.in().readAllBytes(), StandardCharsets.UTF_8);
            JsonNode call = Wire.lenient().readTree(text);
            HookCall read =
                    new HookCall(
                            word(call, "session_id"),
                            word(call, "agent_id"),
                            call.path("agent_type").asString(""));
            if (event.equals(call.path("hook_event_name").asString(""))
                    && !read.session.isEmpty()
                    && !read.id.isEmpty()) {
                return read;
            }
        } catch (JacksonException notJson) {
            // Refused below, together with what is JSON and no such call.
        } catch (IOException cutOff) {
            throw new UncheckedIOException("cannot read stdin", cutOff);
        }
        throw Failure.of(
                ExitCode.FAILED,
                "stdin holds no " + event + " call of Claude Code",
                "This command is for a hook; see docs/agents.md.");
    }

    /** The id under which the registry knows this invocation; the same at its start and end. */
    String serviceId() {
        return "claude-code." + session + "." + id;
    }

    /**
     * Runs what a hook does. It never ends with 2, which Claude Code takes for "do not let the
     * agent stop".
     */
    static int quietly(Supplier<Integer> work) {
        try {
            return work.get();
        } catch (Failure failure) {
            throw Failure.explained(
                            ExitCode.FAILED, failure.said(), failure.particulars(), failure.json())
                    .next(
                            failure.next() == null
                                    ? "The agent works on without it."
                                    : failure.next());
        }
    }

    private static String word(JsonNode call, String field) {
        String raw = call.path(field).asString("").replaceAll("[^A-Za-z0-9_-]", "-");
        return raw.length() > 50 ? raw.substring(0, 50) : raw;
    }
}
