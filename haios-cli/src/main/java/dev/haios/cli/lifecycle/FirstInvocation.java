package dev.haios.cli.lifecycle;

import dev.haios.cli.call.Reply;
import dev.haios.cli.invoke.Invocation;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The call that shows that the whole chain works. A service is healthy a moment before the
 * registry, the router and the gateway have all heard of it, so "nothing matches" is asked again
 * for a few seconds.
 */
final class FirstInvocation {

    static final String TEXT = "quantum entanglement physics";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Invocation invocation;

    FirstInvocation(Invocation invocation) {
        this.invocation = invocation;
    }

    Reply call() {
        long begun = System.nanoTime();
        Reply reply = invocation.classify(TEXT);
        while ((reply.status() == 404 || reply.status() == 503)
                && System.nanoTime() - begun < PATIENCE.toNanos()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            reply = invocation.classify(TEXT);
        }
        return reply;
    }
}
