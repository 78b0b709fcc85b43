package dev.haios.cli.process;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Stops a process that was started here: asks it to end, waits, and ends it by force when it does
 * not. A process whose start time is not the recorded one is left alone.
 */
public final class Stopper {

    private final RunFolder running;
    private final Duration patience;

    /** {@code patience}: how long a process may take to end by itself. */
    public Stopper(RunFolder running, Duration patience) {
        this.running = running;
        this.patience = patience;
    }

    /** How a process came to be gone. */
    public sealed interface Outcome {
        /** It ended by itself after being asked. */
        record Stopped(long pid) implements Outcome {}

        /** It did not end in time and was killed. */
        record Killed(long pid) implements Outcome {}

        /** It had ended before; its record was stale and is removed. */
        record WasGone(long pid) implements Outcome {}

        /** Nothing was started here. */
        record NotStarted() implements Outcome {}
    }

    /** Stops the recorded process of a service and forgets it. */
    public Outcome stop(String service) {
        Optional<RunRecord> record = running.read(service);
        if (record.isEmpty()) {
            return new Outcome.NotStarted();
        }
        ProcessIdentity identity = record.get().identity();
        Optional<ProcessHandle> handle = identity.handle();
        Outcome outcome =
                handle.isEmpty()
                        ? new Outcome.WasGone(identity.pid())
                        : stop(identity, handle.get());
        running.forget(service);
        return outcome;
    }

    private Outcome stop(ProcessIdentity identity, ProcessHandle handle) {
        handle.destroy();
        if (ends(identity, handle, patience)) {
            return new Outcome.Stopped(identity.pid());
        }
        handle.destroyForcibly();
        ends(identity, handle, patience);
        return new Outcome.Killed(identity.pid());
    }

    private static boolean ends(ProcessIdentity identity, ProcessHandle handle, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        while (identity.isAlive() && System.nanoTime() < deadline) {
            try {
                handle.onExit().get(100, TimeUnit.MILLISECONDS);
            } catch (TimeoutException perhapsUnburied) {
                // Where nobody buries the dead onExit never completes: hence the short wait, and
                // isAlive decides.
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return !identity.isAlive();
    }
}
