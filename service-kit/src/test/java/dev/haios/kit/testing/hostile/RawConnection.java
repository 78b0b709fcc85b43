package dev.haios.kit.testing.hostile;

import dev.haios.kit.testing.Response;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends bytes as they are and reads answers as strictly as HTTP/1.1 allows; client libraries refuse
 * to send what an attacker does. Stays open between answers where the server allows it.
 */
public final class RawConnection implements AutoCloseable {

    private static final int PATIENCE_MS = 30_000;

    private final Socket socket;
    private final InputStream in;
    private boolean open = true;

    public RawConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MS);
        socket.setTcpNoDelay(true);
        in = new java.io.BufferedInputStream(socket.getInputStream());
    }

    /** Whether another request may be sent. */
    public boolean isOpen() {
        return open;
    }

    public Response exchange(byte[] request) throws IOException {
        send(request);
        return answer();
    }

    /** A server that has answered already may have closed its ear; the answer still counts. */
    public void send(byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
        } catch (SocketException closedEar) {
            open = false;
        }
    }

    /** Says that nothing more comes, so that nobody waits for the rest of a body. */
    public void endSending() throws IOException {
        socket.shutdownOutput();
    }

    /** The next answer; skips {@code 100 Continue}. */
    public Response answer() throws IOException {
        return answer(false);
    }

    /** The same; an answer to {@code HEAD} has no body, whatever its length says. */
    public Response answer(boolean toHead) throws IOException {
        var status = line();
        if (!status.startsWith("HTTP/1.1 ")) {
            throw new IOException("no status line: " + status);
        }
        int code = Integer.parseInt(status.substring(9, 12));
        var headers = headers();
        if (code == 100) {
            return answer(toHead);
        }
        var type = headers.firstValue("Content-Type").orElse("");
        if (toHead || type.startsWith("text/event-stream")) {
            // A stream has no end to wait for.
            open = false;
            return new Response(code, headers, "");
        }
        open &= !headers.firstValue("Connection").orElse("").equalsIgnoreCase("close");
        return new Response(code, headers, new String(body(headers), StandardCharsets.UTF_8));
    }

    /** The next bytes, for what is no answer; fewer when the connection ends before. */
    public byte[] bytes(int count) throws IOException {
        try {
            return in.readNBytes(count);
        } catch (SocketException reset) {
            return new byte[0];
        }
    }

    private HttpHeaders headers() throws IOException {
        Map<String, List<String>> all = new HashMap<>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            all.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return HttpHeaders.of(all, (name, value) -> true);
    }

    private byte[] body(HttpHeaders headers) throws IOException {
        if (headers.firstValue("Transfer-Encoding").orElse("").equals("chunked")) {
            var whole = new ByteArrayOutputStream();
            for (int size = chunk(); size > 0; size = chunk()) {
                whole.write(exactly(size));
                line();
            }
            line();
            return whole.toByteArray();
        }
        var length = headers.firstValue("Content-Length");
        if (length.isPresent()) {
            return exactly(Integer.parseInt(length.get()));
        }
        return open ? new byte[0] : in.readAllBytes();
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line().strip(), 16);
    }

    private byte[] exactly(int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("the answer ends after " + bytes.length + " of " + size);
        }
        return bytes;
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                open = false;
                throw new EOFException("the connection ended instead of answering: " + line);
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
