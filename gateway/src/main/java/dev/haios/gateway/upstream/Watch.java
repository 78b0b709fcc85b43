package dev.haios.gateway.upstream;

import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One watched call, and why it was ended if it was. After {@link #close} it neither ends the call
 * nor looks at the caller, which is why everything happens under its lock.
 */
final class Watch implements AutoCloseable {

    private final Runnable end;
    private final Caller caller;
    private @Nullable Future<?> limit;
    private @Nullable Future<?> looking;
    private Verdict verdict = Verdict.NONE;
    private boolean mayLook = true;
    private boolean closed;

    /** Why a call was ended. */
    enum Verdict {
        NONE,
        TIME_UP,
        CALLER_GONE
    }

    Watch(Runnable end, Caller caller) {
        this.end = end;
        this.caller = caller;
    }

    synchronized void limited(Future<?> limit, Future<?> looking) {
        this.limit = limit;
        this.looking = looking;
    }

    /** From now on the caller is written to, so its connection must not be looked at. */
    synchronized void extended(Future<?> longer) {
        cancel();
        // A look that is already waiting for this lock must not happen either.
        mayLook = false;
        limit = longer;
    }

    synchronized void timeIsUp() {
        endAs(Verdict.TIME_UP);
    }

    synchronized void look() {
        if (!closed && mayLook && caller.isGone()) {
            endAs(Verdict.CALLER_GONE);
        }
    }

    private void endAs(Verdict why) {
        if (!closed) {
            verdict = why;
            closed = true;
            cancel();
            end.run();
        }
    }

    synchronized Verdict verdict() {
        return verdict;
    }

    @Override
    public synchronized void close() {
        closed = true;
        cancel();
    }

    private void cancel() {
        if (limit != null) {
            limit.cancel(false);
        }
        if (looking != null) {
            looking.cancel(false);
        }
    }
}
