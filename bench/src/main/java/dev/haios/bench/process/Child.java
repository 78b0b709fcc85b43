package dev.haios.bench.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A process started by {@link Children}. */
public record Child(String name, Process process, Path log) {

    private static final long LOOK_EVERY_MS = 50;
    private static final int CONNECT_MS = 1_000;

    public long pid() {
        return process.pid();
    }

    /** Waits until it takes connections; fails when it ends or takes too long. */
    public void awaitPort(int port, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (!accepts(port)) {
                if (process.waitFor(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
                    throw new Broken(name + " ended, see " + log);
                }
                if (System.nanoTime() > end) {
                    throw new Broken(name + " does not listen on " + port + ", see " + log);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Broken("interrupted", e);
        }
    }

    private static boolean accepts(int port) {
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MS);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
