package dev.haios.gateway.seal;

import dev.haios.contracts.receipt.ChainEnd;
import dev.haios.kit.time.Ticker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Signs the end of the chain behind the answers. Ends that come while a signature is being made are
 * covered together by the next one, so that load never queues signatures. Thread-safe.
 */
@Component
public class HeadSeal implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(HeadSeal.class);

    private final GatewaySignature key;
    private final HeadFiles files;
    private final SealSettings settings;
    private final Clock clock;
    private final Ticker ticker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Condition signed = lock.newCondition();
    private ChainEnd end = ChainEnd.START;
    private Optional<SealedHead> sealed;
    private boolean running;
    private Optional<Thread> signer = Optional.empty();

    HeadSeal(
            GatewaySignature key,
            HeadFiles files,
            SealSettings settings,
            Clock clock,
            Ticker ticker,
            MeterRegistry meters) {
        this.key = key;
        this.files = files;
        this.settings = settings;
        this.clock = clock;
        this.ticker = ticker;
        this.sealed = files.read();
        Gauge.builder("haios_receipt_seal_lag", this, HeadSeal::lag)
                .description("Receipts behind the newest one that no signature covers yet")
                .register(meters);
    }

    /** The last end that was signed, by this process or the one before; empty before the first. */
    public Optional<ChainEnd> signedEnd() {
        lock.lock();
        try {
            return sealed.map(SealedHead::end);
        } finally {
            lock.unlock();
        }
    }

    /** Says that the chain has grown; returns at once. Called in the order of the chain. */
    public void moved(ChainEnd to) {
        lock.lock();
        try {
            end = to;
            moved.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The signed end, waited for until it covers the end of now; an older one when that lasts. */
    Optional<SealedHead> head() {
        lock.lock();
        try {
            long wanted = end.seq();
            long left = settings.patience().toNanos();
            while (covered() < wanted && left > 0) {
                left = signed.awaitNanos(left);
            }
            return sealed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return sealed;
        } finally {
            lock.unlock();
        }
    }

    private long covered() {
        return sealed.map(head -> head.end().seq()).orElse(0L);
    }

    private long lag() {
        lock.lock();
        try {
            return Math.max(0, end.seq() - covered());
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        boolean failing = false;
        for (var next = await(); next.isPresent(); next = await()) {
            long begun = ticker.nanos();
            try {
                seal(next.get());
                failing = false;
            } catch (RuntimeException e) {
                // The store holds the chain; a head that cannot be written is tried again.
                if (!failing) {
                    LOG.error("receipts are not sealed at seq {}", next.get().seq(), e);
                }
                failing = true;
                if (!isRunning()) {
                    return;
                }
            }
            var least = failing ? Duration.ofSeconds(1) : settings.pause();
            rest(least.toNanos() - (ticker.nanos() - begun));
        }
    }

    /** The next end to sign; empty when the process ends and everything is signed. */
    private Optional<ChainEnd> await() {
        lock.lock();
        try {
            while (running && end.seq() <= covered()) {
                moved.await();
            }
            return end.seq() > covered() ? Optional.of(end) : Optional.empty();
        } catch (InterruptedException e) {
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private void seal(ChainEnd next) {
        var statement = next.statement(clock.instant());
        var head = new SealedHead(next, statement, key.sign(statement));
        files.write(head);
        lock.lock();
        try {
            sealed = Optional.of(head);
            signed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void rest(long nanos) {
        lock.lock();
        try {
            // Only stopping cuts the rest short: what moves meanwhile is what it gathers.
            for (long left = nanos; running && left > 0; ) {
                left = signed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void start() {
        lock.lock();
        try {
            running = true;
        } finally {
            lock.unlock();
        }
        signer = Optional.of(Thread.ofPlatform().daemon().name("receipt-seal").start(this::run));
    }

    @Override
    public void stop() {
        lock.lock();
        try {
            running = false;
            moved.signal();
            signed.signalAll();
        } finally {
            lock.unlock();
        }
        signer.ifPresent(thread -> {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(2));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public boolean isRunning() {
        lock.lock();
        try {
            return running;
        } finally {
            lock.unlock();
        }
    }

    /** Stops after the web server, so that the last answers' receipts are sealed too. */
    @Override
    public int getPhase() {
        return 0;
    }
}
