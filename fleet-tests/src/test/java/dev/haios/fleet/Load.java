package dev.haios.fleet;

import dev.haios.kit.testing.Response;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Clients that go on working while services die under them. Each does one thing after another and
 * repeats it until it is answered; what was answered is what may not be lost.
 */
final class Load implements AutoCloseable {

    /** A kill and a start on a machine that is busy, with room to spare. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean ending;

    /** A client; each step ends with something that was acknowledged. */
    @FunctionalInterface
    interface Client {
        void step();
    }

    /** Lets each client work on a thread of its own, at most so often a second. */
    static Load of(int stepsPerSecond, List<? extends Client> clients) {
        var load = new Load();
        long pause = Duration.ofSeconds(1).toNanos() / stepsPerSecond;
        for (var client : clients) {
            load.threads.add(Thread.ofVirtual().name("load").start(() -> load.work(client, pause)));
        }
        return load;
    }

    private void work(Client client, long pauseNanos) {
        try {
            while (!ending) {
                client.step();
                acknowledged.incrementAndGet();
                LockSupport.parkNanos(pauseNanos);
            }
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
    }

    /** Repeats a call until the service is there to answer it, whatever it answers. */
    static Response answered(Supplier<Response> call) {
        return answered(call, answer -> answer.status() < 500);
    }

    static Response answered(Supplier<Response> call, Predicate<Response> wanted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String last = "nothing";
        while (System.nanoTime() < deadline) {
            try {
                var answer = call.get();
                if (wanted.test(answer)) {
                    return answer;
                }
                last = answer.status() + " " + answer.body();
            } catch (UncheckedIOException e) {
                last = String.valueOf(e.getCause());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new AssertionError("not answered within " + PATIENCE + ", at last: " + last);
    }

    /** Steps done so far. */
    long acknowledged() {
        rethrow();
        return acknowledged.get();
    }

    /** Lets every client finish its step, and fails if one of them failed. */
    @Override
    public void close() {
        ending = true;
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        rethrow();
    }

    private void rethrow() {
        var first = failure.get();
        if (first != null) {
            throw new AssertionError("a client failed: " + first.getMessage(), first);
        }
    }
}
