package dev.haios.fleet;

import com.sun.net.httpserver.HttpServer;
import dev.haios.kit.testing.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A model that answers at once, or as soon as it is let, so that what is measured is the fleet. */
final class Model implements AutoCloseable {

    private static final byte[] ANSWER =
            "{\"text\":\"done\",\"backend\":\"test\"}".getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final CountDownLatch gate;

    private Model(CountDownLatch gate) {
        this.gate = gate;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(
                "/",
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    await();
                    exchange.sendResponseHeaders(200, ANSWER.length);
                    exchange.getResponseBody().write(ANSWER);
                    exchange.close();
                });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    static Model instant() {
        return new Model(new CountDownLatch(0));
    }

    /** Its calls wait until {@link #open}. */
    static Model gated() {
        return new Model(new CountDownLatch(1));
    }

    private void await() throws IOException {
        try {
            if (!gate.await(2, TimeUnit.MINUTES)) {
                throw new IOException("nobody opened the gate");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    void open() {
        gate.countDown();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Makes the fleet know it under so many names. */
    void register(Http registry, String cap, int names) {
        for (int i = 0; i < names; i++) {
            var reply =
                    registry.post(
                            "/register",
                            """
                            {"name":"%s-%d-%d","type":"model","role":"experimental","url":"%s",
                             "caps":["%s"],"ttl_s":3600,"heartbeat_interval_s":3600}
                            """
                                    .formatted(cap, i, url().getPort(), url(), cap));
            if (reply.status() != 201) {
                throw new AssertionError(reply.body());
            }
        }
    }

    @Override
    public void close() {
        open();
        server.stop(0);
    }
}
