package dev.haios.gateway.support;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * A service that behaves as told, down to the bytes: it answers, waits, breaks off, sends rubbish.
 * Plain sockets, because no HTTP server would do half of that.
 */
public final class ScriptedUpstream implements AutoCloseable {

    private final ServerSocket listening;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile Script script;

    /** One request; header names are lower case. */
    public record Call(String path, Map<String, String> headers, String body) {
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    /** What to do with a request. */
    @FunctionalInterface
    public interface Script {

        /** Writes the answer; the connection is kept if it returns and closed if it throws. */
        void play(Call call, OutputStream out) throws IOException;
    }

    private ScriptedUpstream(Script script) {
        this.script = script;
        try {
            listening = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public static ScriptedUpstream playing(Script script) {
        return new ScriptedUpstream(script);
    }

    public static ScriptedUpstream answering(String json) {
        return new ScriptedUpstream(json(200, json));
    }

    public void play(Script other) {
        script = other;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    public List<Call> calls() {
        return List.copyOf(calls);
    }

    // ---- scripts

    /** A whole answer; headers are complete lines. */
    public static Script json(int status, String body, String... headers) {
        return (call, out) -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            var head = new StringBuilder("HTTP/1.1 " + status + " Said\r\n");
            for (var header : headers) {
                head.append(header).append("\r\n");
            }
            head.append("Content-Type: application/json\r\nContent-Length: ")
                    .append(bytes.length)
                    .append("\r\n\r\n");
            send(out, head.toString());
            out.write(bytes);
            out.flush();
        };
    }

    /** Takes the request and says nothing until the latch opens; then plays the other. */
    public static Script waiting(CountDownLatch latch, Script then) {
        return (call, out) -> {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            then.play(call, out);
        };
    }

    /** Promises more than it sends, then hangs up. */
    public static Script breakingOff(String part) {
        return (call, out) -> {
            send(
                    out,
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n"
                            + "\r\n"
                            + part);
            throw new IOException("hangs up");
        };
    }

    /** Hangs up without a word. */
    public static Script hangingUp() {
        return (call, out) -> {
            throw new IOException("hangs up");
        };
    }

    /**
     * Begins a chunked event stream; write events with {@link #chunk}, end it with {@link #end}.
     */
    public static void beginStream(OutputStream out, String contentType) throws IOException {
        send(
                out,
                "HTTP/1.1 200 OK\r\nContent-Type: "
                        + contentType
                        + "\r\nTransfer-Encoding: chunked\r\n\r\n");
    }

    public static void chunk(OutputStream out, String text) throws IOException {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        send(out, Integer.toHexString(length) + "\r\n" + text + "\r\n");
    }

    public static void end(OutputStream out) throws IOException {
        send(out, "0\r\n\r\n");
    }

    /** A whole event stream of the given frames. */
    public static Script streaming(String... frames) {
        return (call, out) -> {
            beginStream(out, "text/event-stream");
            for (var frame : frames) {
                chunk(out, frame);
            }
            end(out);
        };
    }

    public static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    // ---- server

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var socket = listening.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            for (var call = read(in); call != null; call = read(in)) {
                calls.add(call);
                script.play(call, socket.getOutputStream());
            }
        } catch (IOException e) {
            // Told to hang up, or the other side did.
        } finally {
            open.remove(socket);
        }
    }

    private static @org.jspecify.annotations.Nullable Call read(InputStream in) throws IOException {
        var request = line(in);
        if (request.isEmpty()) {
            return null;
        }
        var headers = new TreeMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        var body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        int path = request.indexOf(' ') + 1;
        return new Call(request.substring(path, request.indexOf(' ', path)), headers, body);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.append((char) b);
        }
        return line.toString().strip();
    }

    /** Stops listening and drops every connection, as a process that is killed. */
    @Override
    public void close() {
        try {
            listening.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
