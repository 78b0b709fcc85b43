package dev.haios.kit.admission;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection on which a test writes and reads what it likes, when it likes. */
final class RawClient implements AutoCloseable {

    private static final int PATIENCE_MS = 20_000;

    private final Socket socket = new Socket();

    RawClient(URI service) {
        try {
            // Small, so that an answer that is not read fills it soon.
            socket.setReceiveBufferSize(4096);
            socket.setSoTimeout(PATIENCE_MS);
            socket.connect(new InetSocketAddress(service.getHost(), service.getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection with a request on it whose answer nobody waits for. */
    static RawClient asking(URI service, String path, String... headers) {
        return new RawClient(service)
                .send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n")
                .send(String.join("", headers) + "\r\n");
    }

    RawClient send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the service still takes bytes. */
    boolean takes(String text) {
        try {
            send(text);
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** The answer up to this text. */
    String readTo(String end) {
        var text = new StringBuilder();
        try {
            while (text.indexOf(end) < 0) {
                int next = socket.getInputStream().read();
                if (next < 0) {
                    throw new AssertionError("the connection ended after: " + text);
                }
                text.append((char) next);
            }
        } catch (IOException e) {
            throw new AssertionError("the connection broke after: " + text, e);
        }
        return text.toString();
    }

    /** Whether something has come: an answer or the end. */
    boolean hasHeard() {
        try {
            socket.setSoTimeout(1);
            return socket.getInputStream().available() > 0;
        } catch (IOException e) {
            return true;
        } finally {
            patient();
        }
    }

    private void patient() {
        try {
            socket.setSoTimeout(PATIENCE_MS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the service has ended the connection; asks without waiting long. */
    boolean hasEnded() {
        try {
            socket.setSoTimeout(1);
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        } finally {
            patient();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
