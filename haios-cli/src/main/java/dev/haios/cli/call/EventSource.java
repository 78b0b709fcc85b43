package dev.haios.cli.call;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads server-sent events one by one, as the HTML standard defines them. Not thread-safe. */
public final class EventSource implements AutoCloseable {

    private final BufferedReader lines;
    private String lastId = "";

    EventSource(InputStream body) {
        lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    /**
     * One event.
     *
     * @param type {@code message} when the stream names none
     * @param data its data lines, joined
     * @param id the last id seen on the stream; empty before the first
     */
    public record ServerEvent(String type, String data, String id) {}

    /** Waits for the next event; empty at the end of the stream, also when the connection broke. */
    public Optional<ServerEvent> next() {
        String type = "message";
        StringBuilder data = new StringBuilder();
        boolean filled = false;
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    if (filled) {
                        return Optional.of(new ServerEvent(type, data.toString(), lastId));
                    }
                    type = "message";
                    continue;
                }
                int colon = line.indexOf(':');
                String field = colon < 0 ? line : line.substring(0, colon);
                String value = colon < 0 ? "" : line.substring(colon + 1);
                value = value.startsWith(" ") ? value.substring(1) : value;
                switch (field) {
                    case "event" -> type = value;
                    case "id" -> lastId = value;
                    case "data" -> {
                        data.append(filled ? "\n" : "").append(value);
                        filled = true;
                    }
                    default -> {
                        // A comment (the keep-alive), `retry`, or a field of a later standard.
                    }
                }
            }
        } catch (IOException cutOff) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException alreadyBroken) {
            // There is nothing left to release.
        }
    }
}
