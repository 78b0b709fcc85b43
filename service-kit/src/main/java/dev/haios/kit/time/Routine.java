package dev.haios.kit.time;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Work that a service does again and again for as long as it runs, on a virtual thread of its own.
 * As a bean it starts and stops with the service. Work that fails is done again after the next
 * pause; only the first failure in a row is logged.
 */
public final class Routine implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Routine.class);

    private final String name;
    private final Duration pause;
    private final boolean atOnce;
    private final Runnable work;
    private volatile CountDownLatch stopped = new CountDownLatch(0);

    private Routine(String name, Duration pause, boolean atOnce, Runnable work) {
        this.name = name;
        this.pause = pause;
        this.atOnce = atOnce;
        this.work = work;
    }

    /** Works as soon as the service starts, and again a pause after each end. */
    public static Routine atOnce(String name, Duration pause, Runnable work) {
        return new Routine(name, pause, true, work);
    }

    /** Works for the first time a pause after the start, and again a pause after each end. */
    public static Routine afterPause(String name, Duration pause, Runnable work) {
        return new Routine(name, pause, false, work);
    }

    private void run() {
        try {
            boolean well = true;
            boolean due = atOnce || pauses();
            while (due) {
                well = works(well);
                due = pauses();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** False when it was stopped meanwhile. */
    private boolean pauses() throws InterruptedException {
        return !stopped.await(Math.max(1, pause.toMillis()), TimeUnit.MILLISECONDS);
    }

    private boolean works(boolean wasWell) {
        try {
            work.run();
            if (!wasWell) {
                LOG.info("{} works again", name);
            }
            return true;
        } catch (RuntimeException e) {
            // The outermost loop: whatever broke this time must not be the end of the work.
            if (wasWell) {
                LOG.error("{} failed and is tried again", name, e);
            }
            return false;
        }
    }

    @Override
    public void start() {
        stopped = new CountDownLatch(1);
        Thread.ofVirtual().name(name).start(this::run);
    }

    @Override
    public void stop() {
        stopped.countDown();
    }

    @Override
    public boolean isRunning() {
        return stopped.getCount() > 0;
    }
}
