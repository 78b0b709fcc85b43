package dev.haios.adapters.remote;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the data of server-sent events. Not thread-safe. */
final class EventReader {

    private final InputStream in;

    EventReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** The data of the next event; null at the end. An event that no blank line ends is none. */
    @Nullable String next() throws IOException {
        var data = new StringBuilder();
        for (var line = line(); line != null; line = line()) {
            if (line.isEmpty() && !data.isEmpty()) {
                return data.substring(1);
            }
            if (line.startsWith("data:")) {
                data.append('\n')
                        .append(line.startsWith(" ", 5) ? line.substring(6) : line.substring(5));
            }
        }
        return null;
    }

    private @Nullable String line() throws IOException {
        var bytes = new ByteArrayOutputStream(256);
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                var text = bytes.toString(StandardCharsets.UTF_8);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            bytes.write(b);
        }
        return null;
    }
}
