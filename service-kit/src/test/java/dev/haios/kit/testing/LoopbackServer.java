package dev.haios.kit.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * A real HTTP server on a random loopback port, for stand-ins of other services. It may be stopped
 * and started again on the same port. Handlers run on virtual threads, many at once.
 */
public final class LoopbackServer implements AutoCloseable {

    private final Map<String, HttpHandler> handlers;
    private HttpServer server;
    private final int port;

    private LoopbackServer(Map<String, HttpHandler> handlers) {
        this.handlers = Map.copyOf(handlers);
        this.server = listen(0);
        this.port = server.getAddress().getPort();
    }

    /** Listens at once; each handler serves every path that begins with its key. */
    public static LoopbackServer serving(Map<String, HttpHandler> handlers) {
        return new LoopbackServer(handlers);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public int port() {
        return port;
    }

    /** Answers with a JSON text, as a problem when the status says so, and ends the exchange. */
    public static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .set(
                        "Content-Type",
                        status < 400 ? "application/json" : "application/problem+json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    /** Stops listening; callers get connection refused, open exchanges are cut. */
    public void goAway() {
        server.stop(0);
    }

    public void comeBack() {
        server = listen(port);
    }

    private HttpServer listen(int on) {
        try {
            var listening =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), on), 64);
            handlers.forEach(listening::createContext);
            listening.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            listening.start();
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        goAway();
    }
}
