package dev.haios.cli.invoke;

import dev.haios.cli.session.Session;
import dev.haios.contracts.schema.RawJson;
import dev.haios.contracts.schema.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;

/** What to send: a text, or JSON as it was written. */
final class PayloadOptions {

    @Option(
            names = "--payload",
            paramLabel = "<json>",
            description = "The payload as JSON, @file, or - for stdin, instead of a text.")
    private @Nullable String payload;

    @Parameters(
            paramLabel = "<text>",
            arity = "0..*",
            description = "The text; becomes the payload {\"text\": …}. - reads it from stdin.")
    private List<String> text = new ArrayList<>();

    /** The payload to send; a usage failure when there is none, or two, or it is not JSON. */
    RawJson read(Session session) {
        if (payload == null) {
            return RawJson.of(Map.of("text", text(session)));
        }
        if (!text.isEmpty()) {
            throw CallOptions.usage("give either --payload or a text, not both");
        }
        String json = payload.equals("-") ? stdin(session) : payload;
        if (payload.startsWith("@")) {
            Path file = Path.of(payload.substring(1));
            try {
                json = Files.readString(file);
            } catch (IOException unreadable) {
                throw CallOptions.usage("the payload file " + file + " cannot be read");
            }
        }
        try {
            // Sent as it was written, but something that is not JSON would be blamed on the whole
            // request.
            Wire.lenient().readTree(json);
            return new RawJson(json.strip());
        } catch (JacksonException notJson) {
            throw CallOptions.usage("the payload is not JSON: " + notJson.getOriginalMessage());
        }
    }

    private String text(Session session) {
        String said = String.join(" ", text);
        String whole = said.equals("-") ? stdin(session).strip() : said;
        if (whole.isEmpty()) {
            throw CallOptions.usage("give the text to send, or --payload");
        }
        return whole;
    }

    private static String stdin(Session session) {
        try {
            return new String(session.in().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw CallOptions.usage("stdin cannot be read");
        }
    }
}
