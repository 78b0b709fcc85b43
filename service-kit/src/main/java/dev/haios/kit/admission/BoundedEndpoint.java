package dev.haios.kit.admission;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.coyote.Processor;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Accepts connections without end: above its limit the ones that have been idle longest are ended
 * for the newcomers. Refusing newcomers instead would let clients that do nothing shut everybody
 * out, health checks and heartbeats included.
 */
final class BoundedEndpoint extends NioEndpoint {

    /** Ended together, so that one look at all connections serves many newcomers. */
    private static final int BATCH = 32;

    private final AtomicLong madeRoom = new AtomicLong();
    private int limit = Integer.MAX_VALUE;

    void keepAtMost(int connections) {
        limit = connections;
    }

    /** Idle connections that were ended so far. */
    long madeRoom() {
        return madeRoom.get();
    }

    @Override
    protected boolean setSocketOptions(SocketChannel accepted) {
        makeRoom();
        return super.setSocketOptions(accepted);
    }

    /** Ends the connections that were idle longest, if there are more than are kept. */
    void makeRoom() {
        long surplus = getConnectionCount() - limit;
        if (surplus > 0) {
            endIdlest(surplus);
        }
    }

    private void endIdlest(long surplus) {
        record Idle(NioSocketWrapper connection, long since) {}
        var idle = new ArrayList<Idle>();
        long ending = 0;
        for (var connection : connections.values()) {
            if (Connections.isEnding(connection)) {
                ending++;
            } else if (connection instanceof NioSocketWrapper nio && isIdle(nio)) {
                // Read once: a value that moves while it is sorted would break the sorting.
                idle.add(new Idle(nio, nio.getLastRead()));
            }
        }
        // Those that are ending still count as open, but are as good as gone.
        if (surplus <= ending) {
            return;
        }
        // Never a large part of all that are kept, or newcomers would go with the idle ones.
        long batch = Math.clamp(limit / 8, 1, BATCH);
        idle.sort(Comparator.comparingLong(Idle::since));
        long most = Math.max(batch, surplus - ending);
        for (var oldest : idle.subList(0, (int) Math.min(most, idle.size()))) {
            if (Connections.end(oldest.connection())) {
                madeRoom.incrementAndGet();
            }
        }
    }

    /** Whether it waits for its client's next request; WebSockets wait for frames instead. */
    private static boolean isIdle(SocketWrapperBase<NioChannel> connection) {
        return connection instanceof NioSocketWrapper nio
                && nio.interestOpsHas(SelectionKey.OP_READ)
                && !(nio.getCurrentProcessor() instanceof Processor processor
                        && processor.isUpgrade());
    }
}
