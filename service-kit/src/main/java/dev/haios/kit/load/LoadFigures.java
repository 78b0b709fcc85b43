package dev.haios.kit.load;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How busy this process is right now. Thread-safe; recording costs two atomic operations.
 *
 * <p>The 95th percentile is over the last {@value #WINDOW} requests, which a reader wants to judge
 * the next call by, rather than over the process's whole life.
 */
public final class LoadFigures {

    private static final int WINDOW = 512;

    private final long[] recentNanos = new long[WINDOW];
    private final AtomicLong recorded = new AtomicLong();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final OperatingSystemMXBean system =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Begins a request; each one must end by {@link #end} or {@link #endStream}. */
    public void begin() {
        inFlight.incrementAndGet();
    }

    /** Ends a request begun before and records how long it took. */
    public void end(long elapsedNanos) {
        inFlight.decrementAndGet();
        // A torn read of one slot by p95Ms() is harmless: it is one sample among many.
        recentNanos[(int) (recorded.getAndIncrement() % WINDOW)] = elapsedNanos;
    }

    /** Ends a stream, whose length says nothing about how fast the service answers. */
    public void endStream() {
        inFlight.decrementAndGet();
    }

    /** Milliseconds, or null before the first request. */
    public @Nullable Double p95Ms() {
        int count = (int) Math.min(recorded.get(), WINDOW);
        if (count == 0) {
            return null;
        }
        long[] sample = Arrays.copyOf(recentNanos, count);
        Arrays.sort(sample);
        return Math.round(sample[(int) Math.ceil(count * 0.95) - 1] / 1e3) / 1e3;
    }

    /** Requests being worked on now. */
    public int queueDepth() {
        return inFlight.get();
    }

    /** Share of the machine's processors this process uses, 0..1. */
    public double load() {
        double load = system.getProcessCpuLoad();
        return load >= 0 ? Math.round(load * 1000) / 1000.0 : 0;
    }

    /** Resident memory in MB as the JVM sees it: heap and non-heap in use. */
    public int memoryMb() {
        var memory = ManagementFactory.getMemoryMXBean();
        long bytes =
                memory.getHeapMemoryUsage().getUsed() + memory.getNonHeapMemoryUsage().getUsed();
        return (int) (bytes >> 20);
    }
}
