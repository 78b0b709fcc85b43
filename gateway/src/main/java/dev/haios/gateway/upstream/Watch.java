package dev.haios.gateway.upstream;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * One watched call, and why it was ended if it was. After {@link #close} it neither ends the call
 * nor looks at the caller, which is why everything happens under its lock.
 */
final class Watch implements AutoCloseable {

    private final Runnable end;
    private final Caller caller;
    private final Duration presencePause;
    private final Consumer<Watch> onClose;
    private long limitNanos;
    private long lookNanos;
    private Verdict verdict = Verdict.NONE;
    private boolean mayLook = true;
    private boolean closed;

    /** Why a call was ended. */
    enum Verdict {
        NONE,
        TIME_UP,
        CALLER_GONE
    }

    /**
     * A watch that begins now.
     *
     * @param end gives the call up
     * @param limit its time
     * @param presencePause between two looks at the caller
     * @param onClose told that there is nothing left to watch
     */
    Watch(
            Runnable end,
            Caller caller,
            long nowNanos,
            Duration limit,
            Duration presencePause,
            Consumer<Watch> onClose) {
        this.end = end;
        this.caller = caller;
        this.presencePause = presencePause;
        this.onClose = onClose;
        this.limitNanos = nowNanos + limit.toNanos();
        this.lookNanos = nowNanos + presencePause.toNanos();
    }

    /** Ends the call if its time is up or nobody waits for it any more. */
    synchronized void check(long nowNanos) {
        if (closed) {
            return;
        }
        if (nowNanos - limitNanos >= 0) {
            endAs(Verdict.TIME_UP);
        } else if (mayLook && nowNanos - lookNanos >= 0) {
            lookNanos = nowNanos + presencePause.toNanos();
            if (caller.isGone()) {
                endAs(Verdict.CALLER_GONE);
            }
        }
    }

    private void endAs(Verdict why) {
        verdict = why;
        close();
        end.run();
    }

    /**
     * Gives the call another limit, from now on. From now on, too, the caller is written to, so its
     * connection must not be looked at.
     */
    synchronized void extend(long nowNanos, Duration limit) {
        limitNanos = nowNanos + limit.toNanos();
        mayLook = false;
    }

    synchronized Verdict verdict() {
        return verdict;
    }

    @Override
    public synchronized void close() {
        closed = true;
        onClose.accept(this);
    }
}
