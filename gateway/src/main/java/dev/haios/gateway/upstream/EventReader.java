package dev.haios.gateway.upstream;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream of server-sent events, or of JSON lines, each line of which is an event without a
 * type. Bounded in all. Not thread-safe.
 */
final class EventReader {

    /** An event lies in memory until its caller has read it. */
    private static final int MAX_LINE_BYTES = 1 << 20;

    private final InputStream in;
    private final boolean lines;
    private int left;

    /**
     * One event.
     *
     * @param type {@code message} when the service gave none
     */
    record Event(String type, String data) {}

    EventReader(InputStream in, boolean lines, int maxBytes) {
        this.in = new BufferedInputStream(in);
        this.lines = lines;
        this.left = maxBytes;
    }

    /** The next event, or null when the service has ended the stream. */
    @Nullable Event next() throws IOException {
        var type = "message";
        var data = new StringBuilder();
        for (var line = line(); line != null; line = line()) {
            if (lines && !line.isBlank()) {
                return new Event(type, line);
            }
            if (line.isEmpty()) {
                if (!data.isEmpty()) {
                    return new Event(type, data.substring(1));
                }
                type = "message";
            } else if (line.startsWith("event:")) {
                type = value(line, 6);
            } else if (line.startsWith("data:")) {
                data.append('\n').append(value(line, 5));
            }
        }
        // Events that no blank line ends are incomplete by the standard.
        return null;
    }

    private static String value(String line, int from) {
        return line.startsWith(" ", from) ? line.substring(from + 1) : line.substring(from);
    }

    private @Nullable String line() throws IOException {
        var bytes = new ByteArrayOutputStream(256);
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (bytes.size() > MAX_LINE_BYTES) {
                throw new ReplyBody.Unusable("an event of the streamed answer is too large");
            }
            if (--left < 0) {
                throw new ReplyBody.Unusable("the streamed answer is too large");
            }
            if (b == '\n') {
                return text(bytes);
            }
            bytes.write(b);
        }
        return bytes.size() == 0 ? null : text(bytes);
    }

    private static String text(ByteArrayOutputStream bytes) {
        var text = bytes.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
