package dev.haios.cli.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/**
 * A service as small as can be, run as a real process from a jar of its own: it answers /health.
 * CHILD_NAME is what it says it is; CHILD_MODE makes it misbehave.
 */
public final class ChildService {

    private ChildService() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String mode = System.getenv().getOrDefault("CHILD_MODE", "ok");
        int port = Integer.parseInt(arguments[0].substring("--server.port=".length()));
        System.out.println("child starts in mode " + mode);
        if (mode.equals("crash")) {
            System.out.println("no such table: everything");
            System.exit(9);
        }
        if (mode.equals("stubborn")) {
            Thread forever = new Thread(ChildService::waitForever);
            Runtime.getRuntime().addShutdownHook(forever);
        }
        if (!mode.equals("deaf")) {
            serve(port, mode);
        }
        waitForever();
    }

    private static void serve(int port, String mode) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        String status =
                switch (mode) {
                    case "unwell" -> "down";
                    case "degraded" -> "degraded";
                    default -> "ok";
                };
        String health =
                """
                {"status":"%s","service":"%s","port":%d,"version":"1.2.3","uptime_s":3.5,"reason":"%s"}\
                """
                        .formatted(
                                status,
                                System.getenv("CHILD_NAME"),
                                port,
                                status.equals("ok") ? "" : "the disk is full");
        server.createContext(
                "/health",
                exchange -> {
                    byte[] body = health.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status.equals("down") ? 503 : 200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    private static void waitForever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
