package dev.haios.fleet;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One client with one connection at a time, which it keeps while the service does. Small enough
 * that thousands fit beside the services they flood. Not thread-safe.
 */
final class Caller implements AutoCloseable {

    private static final int PATIENCE_MS = 60_000;

    private final URI service;
    private @Nullable Socket socket;
    private InputStream in = InputStream.nullInputStream();

    Caller(URI service) {
        this.service = service;
    }

    /**
     * An answer.
     *
     * @param retryAfter the header, or null
     */
    record Reply(int status, @Nullable String retryAfter, String body) {}

    /** One exchange. A kept connection that the service has closed meanwhile is opened anew. */
    Reply call(String method, String path, String body) throws IOException {
        boolean kept = socket != null;
        try {
            return exchange(method, path, body);
        } catch (IOException e) {
            close();
            if (!kept) {
                throw e;
            }
            return exchange(method, path, body);
        }
    }

    private Reply exchange(String method, String path, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        send(head(method, path, bytes.length), bytes);
        return reply();
    }

    static String head(String method, String path, int length) {
        return "%s %s HTTP/1.1\r\nHost: localhost\r\n".formatted(method, path)
                + (method.equals("GET")
                        ? "\r\n"
                        : "Content-Type: application/json\r\nContent-Length: "
                                + length
                                + "\r\n\r\n");
    }

    /** Sends a request, or a part of one, whose answer is read later or never. */
    void send(String head, byte[] body) throws IOException {
        var out = open().getOutputStream();
        // Small ones in one packet; large ones not copied once more.
        var together = new BufferedOutputStream(out, 8192);
        together.write(head.getBytes(StandardCharsets.ISO_8859_1));
        together.write(body);
        together.flush();
    }

    /** Connects, unless it is connected. */
    Socket open() throws IOException {
        var known = socket;
        if (known != null) {
            return known;
        }
        var fresh = new Socket();
        fresh.setSoTimeout(PATIENCE_MS);
        fresh.setTcpNoDelay(true);
        fresh.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), service.getPort()),
                PATIENCE_MS);
        socket = fresh;
        in = new BufferedInputStream(fresh.getInputStream(), 2048);
        return fresh;
    }

    /** The answer to what was sent. */
    Reply reply() throws IOException {
        int status =
                Integer.parseInt(line().substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
        String retryAfter = null;
        int length = -1;
        boolean close = false;
        boolean chunked = false;
        for (var line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            var name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            var value = line.substring(colon + 1).strip();
            switch (name) {
                case "retry-after" -> retryAfter = value;
                case "content-length" -> length = Integer.parseInt(value);
                case "connection" -> close = value.equalsIgnoreCase("close");
                case "transfer-encoding" -> chunked = true;
                default -> {
                    // Says nothing about where the answer ends.
                }
            }
        }
        var body = chunked ? chunks() : in.readNBytes(Math.max(0, length));
        if (close) {
            close();
        }
        return new Reply(status, retryAfter, new String(body, StandardCharsets.UTF_8));
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.writeBytes(in.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    /** The next line of the answer. */
    String line() throws IOException {
        var line = new ByteArrayOutputStream(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the service closed the connection");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    /** Bytes of the answer, straight from the connection. */
    InputStream in() {
        return in;
    }

    @Override
    public void close() {
        var open = socket;
        socket = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
