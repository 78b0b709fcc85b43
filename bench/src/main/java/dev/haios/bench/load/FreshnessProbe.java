package dev.haios.bench.load;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A service that changes its capability while a registry is loaded, and looks each time whether
 * discover already knows: right after the answer to its registration, not some time later.
 */
public final class FreshnessProbe implements AutoCloseable {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Control control;
    private final Call register;
    private final Call discover;
    private final AtomicLong stale = new AtomicLong();
    private @Nullable Thread thread;
    private volatile boolean ended;

    public FreshnessProbe(Control control, String registry) {
        this.control = control;
        register =
                new Call(
                        "POST",
                        registry + "/register",
                        """
                        {"service_id":"probe","name":"probe","type":"model","role":"experimental",\
                        "url":"http://127.0.0.1:8888","caps":["probe-{n}"],\
                        "heartbeat_interval_s":300,"ttl_s":600}\
                        """,
                        1,
                        1);
        discover = new Call("GET", registry + "/discover?cap=probe-{n}", "", 1, 1);
    }

    /** Begins; {@link #close} ends it. */
    public void start() {
        thread = Thread.ofVirtual().start(this::look);
    }

    /** Answers so far that did not know what the registry had confirmed, or failed. */
    public long stale() {
        return stale.get();
    }

    private void look() {
        for (int i = 0; !ended; i++) {
            try {
                boolean known =
                        control.send(register, i).isOk()
                                && control.send(discover, i).json().path("count").asInt(0) == 1;
                if (!known && !ended) {
                    stale.incrementAndGet();
                }
            } catch (IOException failed) {
                stale.incrementAndGet();
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    @Override
    public void close() {
        ended = true;
        var running = thread;
        if (running != null) {
            try {
                running.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
