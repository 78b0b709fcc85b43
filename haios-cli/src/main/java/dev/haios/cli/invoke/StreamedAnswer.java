package dev.haios.cli.invoke;

import dev.haios.cli.call.EventSource;
import dev.haios.cli.call.EventSource.ServerEvent;
import dev.haios.cli.call.ProblemText;
import dev.haios.cli.call.Reply;
import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.Failure;
import dev.haios.cli.session.Session;
import dev.haios.cli.terminal.Terminal;
import dev.haios.contracts.schema.Wire;
import java.io.PrintStream;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer that arrives in pieces: events {@code chunk}, then {@code receipt}, or {@code error}.
 */
final class StreamedAnswer {

    private final Session session;

    StreamedAnswer(Session session) {
        this.session = session;
    }

    /** Prints the pieces as they come, then the facts; a failure when the stream ends in one. */
    void print(EventSource events) {
        PrintStream out = session.terminal().out();
        for (Optional<ServerEvent> event = events.next();
                event.isPresent();
                event = events.next()) {
            switch (event.get().type()) {
                case "chunk" -> {
                    out.print(Terminal.plain(text(event.get().data())));
                    out.flush();
                }
                case "receipt" -> {
                    out.println();
                    new Answer(reply(event.get().data())).printFacts(session);
                    return;
                }
                case "error" -> {
                    out.println();
                    throw failure(event.get().data());
                }
                default -> {
                    // Kinds of a later gateway carry nothing this version could show.
                }
            }
        }
        throw cutOff();
    }

    /** Prints every event as a line of JSON. */
    void printJson(EventSource events) {
        for (Optional<ServerEvent> event = events.next();
                event.isPresent();
                event = events.next()) {
            ObjectNode line = Wire.mapper().createObjectNode();
            line.put("event", event.get().type());
            line.set("data", tree(event.get().data()));
            session.terminal().line(line.toString());
            if (event.get().type().equals("error")) {
                throw failure(event.get().data());
            }
            if (event.get().type().equals("receipt")) {
                return;
            }
        }
        throw cutOff();
    }

    /** The words in a chunk: our own form, OpenAI's, or the text as it is. */
    private static String text(String data) {
        JsonNode chunk = tree(data);
        if (chunk.isString()) {
            return chunk.stringValue();
        }
        for (String member : new String[] {"text", "delta", "label"}) {
            if (chunk.path(member).isString()) {
                return chunk.path(member).stringValue();
            }
        }
        JsonNode delta = chunk.path("choices").path(0).path("delta");
        return delta.isObject() ? delta.path("content").asString("") : data;
    }

    private static JsonNode tree(String data) {
        try {
            return Wire.lenient().readTree(data);
        } catch (JacksonException plainText) {
            return Wire.lenient().getNodeFactory().stringNode(data);
        }
    }

    /** The closing event holds a whole reply or the receipt alone. */
    private static JsonNode reply(String data) {
        JsonNode closing = tree(data);
        if (closing.has("receipt")) {
            return closing;
        }
        ObjectNode reply = Wire.mapper().createObjectNode();
        reply.put("run_id", closing.path("run_id").asString(""));
        reply.set("receipt", closing);
        return reply;
    }

    private static Failure failure(String data) {
        int status = tree(data).path("status").asInt(500);
        return ProblemText.failure(new Reply("gateway", status, data));
    }

    private static Failure cutOff() {
        return Failure.of(
                ExitCode.FAILED,
                "the stream ended without a receipt",
                "Look at `haios receipts list` and `haios logs gateway`.");
    }
}
