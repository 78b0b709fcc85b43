package dev.haios.adapters.remote;

import dev.haios.adapters.backend.Deadline;
import dev.haios.kit.http.Backoff;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Whether and when one call is sent again: the only place in an adapter that decides it. No
 * provider documents idempotency keys for these calls, so only what has certainly not been answered
 * is repeated: never a late or broken answer, never after its first piece.
 */
final class Retries {

    private final RemoteSettings settings;
    private final Deadline deadline;
    private final Backoff backoff;
    private int left;

    Retries(RemoteSettings settings, Deadline deadline) {
        this.settings = settings;
        this.deadline = deadline;
        this.backoff = new Backoff(settings.longestPause());
        this.left = settings.retries();
    }

    /** Waits as long as it should and says whether to send the call again. */
    boolean again(Trouble trouble) {
        if (left == 0 || !passes(trouble)) {
            return false;
        }
        left--;
        var jittered = backoff.next();
        var asked = trouble.after();
        var pause = asked == null || asked.compareTo(jittered) < 0 ? jittered : asked;
        return pause.compareTo(settings.longestPause()) <= 0
                && pause.compareTo(deadline.left()) < 0
                && waited(pause);
    }

    private static boolean passes(Trouble trouble) {
        return switch (trouble) {
            case Trouble.Unreachable() -> true;
            case Trouble.SaidNo(var refusal) ->
                    refusal.kind() == Refusal.Kind.RATE || refusal.kind() == Refusal.Kind.DOWN;
            case Trouble.Dropped() -> false;
            case Trouble.BrokenOff(var _) -> false;
            case Trouble.Late() -> false;
        };
    }

    private static boolean waited(Duration pause) {
        long end = System.nanoTime() + pause.toNanos();
        for (long left = pause.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) {
                return false;
            }
        }
        return true;
    }
}
