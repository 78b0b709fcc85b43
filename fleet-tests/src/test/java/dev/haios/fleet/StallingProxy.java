package dev.haios.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A network between two services that can be cut. While it is, nobody is told: connections stay
 * open, new ones seem to succeed, and nothing arrives, not even that the other side has gone.
 * Thread-safe.
 */
final class StallingProxy implements AutoCloseable {

    private final ServerSocket listening;
    private final InetSocketAddress target;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private StallingProxy(URI target) throws IOException {
        this.target = new InetSocketAddress(target.getHost(), target.getPort());
        listening = new ServerSocket();
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        Thread.ofVirtual().name("proxy").start(this::accept);
    }

    static StallingProxy to(URI target) {
        try {
            return new StallingProxy(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    /** Connections that are open on the caller's side. */
    int open() {
        return connections.size();
    }

    /** From now on nothing passes, on open connections or on new ones. */
    void cut() {
        cut = true;
        connections.forEach(connection -> connection.allow(0));
    }

    /** As {@link #cut}, but so many bytes of answers still pass on each open connection. */
    void cutWithin(int bytes) {
        cut = true;
        connections.forEach(connection -> connection.allow(bytes));
    }

    /** Everything passes again, what was held back included: a cable is plugged in. */
    void heal() {
        cut = false;
        connections.forEach(connection -> connection.allow(Long.MAX_VALUE));
    }

    /** New connections pass; those that were cut stay dead: a router forgot them. */
    void healForNewConnections() {
        connections.forEach(Connection::forget);
        cut = false;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var connection = new Connection(listening.accept());
                connections.add(connection);
                Thread.ofVirtual().name("proxied").start(connection::run);
            } catch (IOException e) {
                // Closed, or the caller left at once; the loop's condition tells which.
            }
        }
    }

    /** One caller, and its way to the target. */
    private final class Connection {
        private final Socket caller;
        private final Socket called = new Socket();
        private long answerBytes;
        private boolean forgotten;

        Connection(Socket caller) {
            this.caller = caller;
            this.answerBytes = cut ? 0 : Long.MAX_VALUE;
        }

        synchronized void allow(long bytes) {
            if (!forgotten) {
                answerBytes = bytes;
                notifyAll();
            }
        }

        synchronized void forget() {
            if (answerBytes != Long.MAX_VALUE) {
                forgotten = true;
            }
        }

        void run() {
            try {
                awaitPassage(0);
                called.connect(target);
                Thread.ofVirtual().name("questions").start(() -> pump(caller, called, false));
                pump(called, caller, true);
            } catch (IOException e) {
                close();
            }
        }

        private void pump(Socket from, Socket to, boolean answers) {
            try {
                var buffer = new byte[8192];
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    for (int written = 0; written < read; ) {
                        int now = read - written;
                        if (answers) {
                            now = take(now);
                        } else {
                            awaitPassage(0);
                        }
                        out.write(buffer, written, now);
                        written += now;
                    }
                }
                // The end of a connection is told like everything else, or not at all.
                awaitPassage(0);
            } catch (IOException e) {
                // Told to the other side below.
            }
            close();
        }

        /**
         * Waits until something of an answer may pass. Counted before it is sent: counted after, it
         * would be taken from what a cut in between still allows.
         *
         * @return how much of it may
         */
        private synchronized int take(int wanted) throws IOException {
            awaitPassage(1);
            int now = (int) Math.min(wanted, answerBytes);
            if (answerBytes != Long.MAX_VALUE) {
                answerBytes -= now;
            }
            return now;
        }

        /**
         * Waits until something may pass.
         *
         * @param least bytes that an unhealed connection must still be allowed; 0 passes only on
         *     one that is whole
         */
        private synchronized void awaitPassage(int least) throws IOException {
            while (least == 0 ? answerBytes != Long.MAX_VALUE : answerBytes < least) {
                if (listening.isClosed()) {
                    throw new IOException("the proxy is closed");
                }
                try {
                    wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException(e);
                }
            }
        }

        void close() {
            connections.remove(this);
            try (caller;
                    called) {
                synchronized (this) {
                    notifyAll();
                }
            } catch (IOException e) {
                // Gone is gone.
            }
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        connections.forEach(Connection::close);
    }
}
