package dev.haios.kit.store;

import dev.haios.kit.store.StoreUnavailableException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One caller's work on its way through a queue. Either the thread that serves the queue claims it,
 * or its caller withdraws it, never both: whoever gives up waiting knows that nothing was written.
 */
final class Unit<T extends @Nullable Object> {

    private final Function<Session, T> work;
    private final CallerContext context = CallerContext.capture();
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private final AtomicBoolean taken = new AtomicBoolean();
    private final long queuedNanos = System.nanoTime();
    private volatile boolean impatient;
    private List<Runnable> afterCommit = List.of();
    private Runnable outcome = () -> {};

    private Unit(Function<Session, T> work) {
        this.work = work;
    }

    static <T extends @Nullable Object> Unit<T> writing(
            Supplier<T> work, @Nullable Consumer<? super T> onCommit) {
        return new Unit<>(session -> session.unit(work, onCommit));
    }

    static <T extends @Nullable Object> Unit<T> reading(Supplier<T> query) {
        return new Unit<>(session -> query.get());
    }

    /** Whether the calling thread may perform it; true once. */
    boolean claim() {
        return taken.compareAndSet(false, true);
    }

    /** Whether it will never be performed; the opposite of {@link #claim}. */
    boolean withdraw() {
        return claim();
    }

    CompletableFuture<T> answer() {
        return answer;
    }

    /**
     * Runs the work and keeps its outcome back until {@link #release}.
     *
     * @return whether the work succeeded
     */
    boolean perform(Session session, Sessions sessions) {
        try {
            T result = context.run(() -> sessions.inside(session, () -> work.apply(session)));
            outcome = () -> answer.complete(result);
            afterCommit = session.afterCommit();
            return true;
        } catch (Throwable failure) {
            // Also an Error is the caller's: the serving thread outlives every unit.
            outcome = () -> answer.completeExceptionally(failure);
            return false;
        }
    }

    List<Runnable> afterCommit() {
        return afterCommit;
    }

    /** Runs something on the caller's behalf, so that its log lines carry the caller's ids. */
    void onBehalf(Runnable action) {
        context.run(() -> {
            action.run();
            return true;
        });
    }

    /** Lets the caller go with what the work returned or threw. */
    void release() {
        outcome.run();
    }

    /**
     * Withdraws it if somebody waits for it and has done so long enough.
     *
     * @return false when it has not been here that long, so that no later one has either
     */
    boolean expire(Duration patience) {
        if (System.nanoTime() - queuedNanos < patience.toNanos()) {
            return false;
        }
        if (impatient && withdraw()) {
            answer.completeExceptionally(noTurn(patience));
        }
        return true;
    }

    private static StoreOverloadedException noTurn(Duration patience) {
        return new StoreOverloadedException("no turn within " + patience.toMillis() + " ms");
    }

    void fail(StoreUnavailableException failure) {
        answer.completeExceptionally(failure.again());
    }

    /**
     * Waits for the outcome, and for its turn until it is told by {@link #expire} that this takes
     * too long. Waiting without a time limit costs a virtual thread a third of waiting with one.
     */
    T await() {
        impatient = true;
        try {
            return answer.get();
        } catch (InterruptedException e) {
            return interrupted(e);
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
    }

    /**
     * Waits for the outcome: for its turn at most the given time, and from then on as long as it
     * takes, even when interrupted, because only the outcome tells whether it was written.
     */
    T await(Duration patience) {
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return interrupted(e);
        } catch (TimeoutException e) {
            if (withdraw()) {
                throw noTurn(patience);
            }
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
        return join();
    }

    private T interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        if (withdraw()) {
            throw new StoreUnavailableException(
                    Reason.INTERRUPTED, "interrupted while waiting for the store", e);
        }
        return join();
    }

    private T join() {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw unwrapped(e);
        }
    }

    private static RuntimeException unwrapped(Exception wrapper) {
        return switch (wrapper.getCause()) {
            case Error error -> throw error;
            case RuntimeException failure -> failure;
            case null, default -> new IllegalStateException("a unit failed", wrapper);
        };
    }
}
