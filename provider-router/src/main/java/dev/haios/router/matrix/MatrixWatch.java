package dev.haios.router.matrix;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks at the file again and again. Its content is compared rather than its time, and no file
 * system events are used: both miss changes on mounted folders and with editors that rename.
 */
@Component
final class MatrixWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(MatrixWatch.class);

    private final CurrentMatrix current;
    private final MatrixSettings settings;
    private volatile CountDownLatch stopped = new CountDownLatch(0);

    MatrixWatch(CurrentMatrix current, MatrixSettings settings) {
        this.current = current;
        this.settings = settings;
    }

    private void watch() {
        try {
            while (!stopped.await(settings.checkEvery().toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            current.check();
        } catch (RuntimeException e) {
            // The store may be away for a moment; the next look tries again.
            LOG.warn("the matrix was not checked: {}", e.toString());
        }
    }

    @Override
    public void start() {
        stopped = new CountDownLatch(1);
        Thread.ofVirtual().name("watch-matrix").start(this::watch);
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
