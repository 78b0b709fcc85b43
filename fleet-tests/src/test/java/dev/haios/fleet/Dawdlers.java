package dev.haios.fleet;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Clients that hold on to a service by being slow: a byte now and then, never the last one. */
final class Dawdlers implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final List<Caller> callers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger cut = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile boolean leaving;

    /** What a slow client does next. */
    private interface Step {

        /** Whether it goes on. */
        boolean next() throws IOException;
    }

    /** Slow at sending the head of a request. */
    Dawdlers heads(int clients, URI service) throws IOException {
        return each(
                clients,
                service,
                "GET /health HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
                caller ->
                        () -> {
                            caller.send("x", new byte[0]);
                            return true;
                        });
    }

    /** Slow at sending a body. */
    Dawdlers bodies(int clients, URI service, String path) throws IOException {
        return each(
                clients,
                service,
                Caller.head("POST", path, 100_000),
                caller ->
                        () -> {
                            if (caller.in().available() == 0) {
                                caller.send(" ", new byte[0]);
                                return true;
                            }
                            if (caller.reply().status() == 408) {
                                answered.incrementAndGet();
                            }
                            return false;
                        });
    }

    /** Slow at reading an answer. */
    Dawdlers readers(int clients, URI service, String path) throws IOException {
        return each(
                clients,
                service,
                Caller.head("GET", path, 0),
                caller -> () -> caller.in().read() >= 0);
    }

    private Dawdlers each(int clients, URI service, String first, Function<Caller, Step> slow)
            throws IOException {
        for (int i = 0; i < clients; i++) {
            var caller = new Caller(service);
            caller.send(first, new byte[0]);
            callers.add(caller);
            var step = slow.apply(caller);
            threads.add(Thread.ofVirtual().start(() -> dawdle(step)));
        }
        return this;
    }

    private void dawdle(Step step) {
        try {
            while (!leaving && step.next()) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        } catch (IOException e) {
            cut.incrementAndGet();
        }
    }

    /** Clients whose connection the service has ended. */
    int cut() {
        return cut.get();
    }

    /** Clients that were told that their body took too long. */
    int answered() {
        return answered.get();
    }

    @Override
    public void close() {
        leaving = true;
        callers.forEach(Caller::close);
    }
}
