package dev.haios.fleet;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;

/** Many clients at once, each on a virtual thread with its own connection; bounded in number. */
final class Crowd implements AutoCloseable {

    private final List<Thread> threads = new ArrayList<>();
    private final List<Caller> callers = new ArrayList<>();
    private final AtomicBoolean leaving = new AtomicBoolean();
    private final Tally tally = new Tally();

    /** What one client wants, the n-th time it asks. */
    record Call(String method, String path, String body) {}

    /** Clients that share a number of calls and go on until all are made. */
    static Crowd making(int calls, int clients, URI service, IntFunction<Call> call) {
        var next = new AtomicInteger();
        return new Crowd()
                .start(clients, service, call, next::getAndIncrement, calls, Duration.ZERO);
    }

    /** Clients that each make one call, all of them at the same moment. */
    static Crowd atOnce(int clients, URI service, IntFunction<Call> call) {
        var crowd = new Crowd();
        var ready = new CountDownLatch(clients);
        for (int i = 0; i < clients; i++) {
            int number = i;
            var caller = crowd.caller(service);
            crowd.run(() -> {
                ready.countDown();
                awaitAll(ready);
                crowd.make(caller, call.apply(number));
            });
        }
        return crowd;
    }

    /** Clients that call one after the other until they are told to leave. */
    static Crowd endless(int clients, Duration pause, URI service, IntFunction<Call> call) {
        var next = new AtomicInteger();
        return new Crowd()
                .start(clients, service, call, next::getAndIncrement, Integer.MAX_VALUE, pause);
    }

    private Crowd start(
            int clients,
            URI service,
            IntFunction<Call> call,
            IntSupplier next,
            int calls,
            Duration pause) {
        for (int i = 0; i < clients; i++) {
            var caller = caller(service);
            run(() -> {
                for (int n = next.getAsInt(); n < calls && !leaving.get(); n = next.getAsInt()) {
                    make(caller, call.apply(n));
                    if (!pause.isZero()) {
                        LockSupport.parkNanos(pause.toNanos());
                    }
                }
            });
        }
        return this;
    }

    private Caller caller(URI service) {
        var caller = new Caller(service);
        callers.add(caller);
        return caller;
    }

    private void run(Runnable client) {
        threads.add(Thread.ofVirtual().start(client));
    }

    private void make(Caller caller, Call call) {
        long begun = System.nanoTime();
        try {
            var reply = caller.call(call.method(), call.path(), call.body());
            tally.answered(reply, System.nanoTime() - begun);
        } catch (IOException e) {
            if (!leaving.get()) {
                tally.broke(e);
            }
        }
    }

    private static void awaitAll(CountDownLatch ready) {
        try {
            if (!ready.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the crowd did not gather");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Tally tally() {
        return tally;
    }

    /** Waits until every client has made its calls. */
    Tally done() {
        try {
            for (var thread : threads) {
                if (!thread.join(Duration.ofMinutes(2))) {
                    throw new AssertionError("a client still waits: " + tally);
                }
            }
            return tally;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            callers.forEach(Caller::close);
        }
    }

    /** Lets every client finish the call it is making, and no further one. */
    Tally leave() {
        leaving.set(true);
        return done();
    }

    @Override
    public void close() {
        leaving.set(true);
        callers.forEach(Caller::close);
    }
}
