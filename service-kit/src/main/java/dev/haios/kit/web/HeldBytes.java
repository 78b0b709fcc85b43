package dev.haios.kit.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.springframework.http.HttpStatus;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * What the requests under way hold in memory together, beyond the small change each costs anyway:
 * large bodies, and large answers on their way to clients that may read slowly. A request that
 * would exceed the limit is refused, and what a request holds is given back when it ends.
 * Thread-safe.
 */
public final class HeldBytes {

    private static final String ATTRIBUTE = HeldBytes.class.getName();

    /** As many as readers of a store; more would only lie in memory and wait to be counted. */
    private static final int READ_AT_ONCE = 2;

    private final long limit;
    private final Turns turns;
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    /**
     * Nothing is held yet.
     *
     * @param patience how long a large answer may wait to be read
     */
    HeldBytes(long limit, Duration patience) {
        this.limit = limit;
        turns = new Turns(READ_AT_ONCE, patience);
    }

    /**
     * Reads what may be large and holds what it weighs until the current request ends. What it
     * weighs is known only when it is there, so a few are read at once, in turns.
     *
     * @param weight the bytes it takes in memory
     * @throws ProblemException 503 when its turn does not come, or too much is held already
     */
    public <T> T reading(Supplier<T> read, ToLongFunction<? super T> weight) {
        turns.begin("Other large answers are being read.");
        try {
            var found = read.get();
            hold(weight.applyAsLong(found));
            return found;
        } finally {
            turns.end();
        }
    }

    /**
     * Holds so many bytes more until the current request ends.
     *
     * @throws ProblemException 503 when too much is held already
     */
    public void hold(long bytes) {
        if (!tryHold(bytes)) {
            throw ProblemException.of(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "overloaded",
                            "Large bodies and answers take up all the memory there is for them;"
                                    + " nothing was changed. Retry after a pause, or ask for less.")
                    .retryAfter(Duration.ofSeconds(1));
        }
    }

    /** The same for callers that have another answer to give; false when too much is held. */
    public boolean tryHold(long bytes) {
        // First, or bytes would stay held for ever when there is no request to give them back.
        var request = request();
        if (!fits(bytes)) {
            refused.incrementAndGet();
            return false;
        }
        request.setAttribute(ATTRIBUTE, of(request) + bytes);
        return true;
    }

    /** In one step: what is tried in vain must not stand in the way of what would fit meanwhile. */
    private boolean fits(long bytes) {
        long before = held.getAndUpdate(now -> now + bytes <= limit ? now + bytes : now);
        return before + bytes <= limit;
    }

    /** Gives back what the request held, if anything; called once when it ends. */
    public void release(HttpServletRequest request) {
        held.addAndGet(-of(request));
    }

    private static HttpServletRequest request() {
        if (RequestContextHolder.currentRequestAttributes()
                instanceof ServletRequestAttributes attributes) {
            return attributes.getRequest();
        }
        throw new IllegalStateException("bytes are held by requests only");
    }

    private static long of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Long bytes ? bytes : 0;
    }

    long held() {
        return held.get();
    }

    long limit() {
        return limit;
    }

    /** Large answers that wait to be read. */
    int waiting() {
        return turns.waiting();
    }

    /** Requests refused so far. */
    long refused() {
        return refused.get() + turns.refused();
    }
}
