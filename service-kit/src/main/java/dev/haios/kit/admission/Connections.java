package dev.haios.kit.admission;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends connections from outside. */
final class Connections {

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private Connections() {}

    /**
     * Shuts both directions, upon which the thread that serves the connection, or the poller, finds
     * its end and cleans up. Closing it here would give buffers to the next connection that a
     * thread may still be using.
     *
     * @return whether it was open
     */
    static boolean end(SocketWrapperBase<?> connection) {
        var channel = channel(connection);
        // Asked last: an open one has not given its channel away when that was read.
        if (channel == null || connection.isClosed()) {
            return false;
        }
        try {
            channel.shutdownInput();
            channel.shutdownOutput();
            return true;
        } catch (ClosedChannelException e) {
            return false;
        } catch (IOException e) {
            LOG.debug("connection ended by its client first: {}", e.toString());
            return false;
        }
    }

    /** Whether {@link #end} was called, and its thread has not noticed yet. */
    static boolean isEnding(SocketWrapperBase<?> connection) {
        var channel = channel(connection);
        return channel == null || channel.socket().isInputShutdown();
    }

    private static @Nullable SocketChannel channel(SocketWrapperBase<?> connection) {
        return connection.getSocket() instanceof NioChannel nio ? nio.getIOChannel() : null;
    }
}
