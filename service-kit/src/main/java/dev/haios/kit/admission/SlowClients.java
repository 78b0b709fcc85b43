package dev.haios.kit.admission;

import dev.haios.kit.time.Ticker;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Ends connections whose clients keep them busy by being slow. Tomcat's own time-outs begin anew
 * with every byte, so that a byte now and then holds a connection, or a request's place, for ever.
 *
 * <p>Looks from outside at regular intervals: what is found at the same thing each time for too
 * long is slow. {@link #sweep} is called by one thread at a time; {@link #watch} by any.
 */
final class SlowClients {

    private final AdmissionSettings limits;
    private final Ticker ticker;
    private final Map<Reason, Long> cuts = new ConcurrentHashMap<>();
    // Tomcat keeps processors for further requests, and drops some; those need no watching.
    private final Set<VisibleProcessor> processors =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private IdentityHashMap<SocketWrapperBase<?>, Slowness> found = new IdentityHashMap<>();

    /** What a client is slow at. */
    enum Reason {
        /** Sending the head of a request. */
        SLOW_HEAD,
        /** Sending a body, or the rest of one that was refused. */
        SLOW_BODY,
        /** Reading an answer. */
        SLOW_ANSWER;

        /** As metrics name it. */
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private record Slowness(Reason reason, long sinceNanos) {}

    SlowClients(AdmissionSettings limits, Ticker ticker) {
        this.limits = limits;
        this.ticker = ticker;
    }

    void watch(VisibleProcessor processor) {
        processors.add(processor);
    }

    /** Connections that were ended for this reason so far. */
    long cut(Reason reason) {
        return cuts.getOrDefault(reason, 0L);
    }

    <S> void sweep(Collection<SocketWrapperBase<S>> connections) {
        var now = new IdentityHashMap<SocketWrapperBase<?>, Reason>();
        for (var processor : watched()) {
            var connection = processor.connection();
            if (connection != null && isSendingBody(processor, connection)) {
                now.put(connection, Reason.SLOW_BODY);
            }
        }
        for (var connection : connections) {
            if (waitsFor(connection, SelectionKey.OP_WRITE)) {
                now.put(connection, Reason.SLOW_ANSWER);
            } else if (connection.getCurrentProcessor() instanceof Http11Processor) {
                // Between two events only a request that has not come whole keeps its processor.
                now.put(connection, Reason.SLOW_HEAD);
            }
        }
        compare(now);
    }

    private List<VisibleProcessor> watched() {
        synchronized (processors) {
            return new ArrayList<>(processors);
        }
    }

    private static boolean isSendingBody(
            VisibleProcessor processor, SocketWrapperBase<?> connection) {
        return processor.isSwallowing()
                || (processor.isInService() && waitsFor(connection, SelectionKey.OP_READ));
    }

    private static boolean waitsFor(SocketWrapperBase<?> connection, int operation) {
        return connection instanceof NioSocketWrapper nio && nio.interestOpsHas(operation);
    }

    private void compare(IdentityHashMap<SocketWrapperBase<?>, Reason> now) {
        long nanos = ticker.nanos();
        var slow = new IdentityHashMap<SocketWrapperBase<?>, Slowness>();
        now.forEach((connection, reason) -> {
            var before = found.get(connection);
            var slowness =
                    before != null && before.reason() == reason
                            ? before
                            : new Slowness(reason, nanos);
            if (nanos - slowness.sinceNanos() < patience(reason).toNanos()) {
                slow.put(connection, slowness);
            } else if (!Connections.isEnding(connection) && Connections.end(connection)) {
                cuts.merge(reason, 1L, Long::sum);
            }
        });
        found = slow;
    }

    private Duration patience(Reason reason) {
        return switch (reason) {
            case SLOW_HEAD -> limits.headerTimeout();
            case SLOW_BODY -> limits.bodyTimeout();
            case SLOW_ANSWER -> limits.answerTimeout();
        };
    }
}
