package dev.haios.kit.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A stream of server-sent events with any number of clients, for stand-ins of other services.
 * Frames wait for a slow client without bound; {@link #cut} ends every connection.
 */
public final class FakeStream {

    private static final String END = "";

    private final List<BlockingQueue<String>> clients = new CopyOnWriteArrayList<>();

    /** One frame as it is written. */
    public static String frame(@Nullable Object id, String event, String data) {
        return (id == null ? "" : "id: " + id + "\n")
                + "event: "
                + event
                + "\ndata: "
                + data
                + "\n\n";
    }

    /** Sends to everyone who is connected. */
    public void send(String frame) {
        clients.forEach(client -> client.add(frame));
    }

    /**
     * A client that is not served yet; it misses nothing that is sent from now on, and what its
     * queue is given besides only it hears.
     */
    public BlockingQueue<String> join() {
        var client = new LinkedBlockingQueue<String>();
        clients.add(client);
        return client;
    }

    /** Serves a client until the stream is cut or the client is gone. */
    public void serve(HttpExchange exchange, BlockingQueue<String> client) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            var out = exchange.getResponseBody();
            // The server would keep the headers back until the first frame.
            out.flush();
            for (var frame = client.take(); !frame.equals(END); frame = client.take()) {
                out.write(frame.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            clients.remove(client);
        }
    }

    /** Ends every connection. */
    public void cut() {
        send(END);
    }

    /** How many are connected. */
    public int clients() {
        return clients.size();
    }
}
