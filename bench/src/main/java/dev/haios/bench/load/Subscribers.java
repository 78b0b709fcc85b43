package dev.haios.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.haios.bench.process.Broken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * WebSocket clients that listen to an event stream, all read by one thread. An event says in {@code
 * due=<nanoseconds>} when it was to be published; a delivery took from then until its bytes were
 * read here. No kept tool holds hundreds of clients and measures that, so this is ours.
 */
public final class Subscribers implements AutoCloseable {

    private static final int BUFFER_BYTES = 256 * 1024;
    private static final int HANDSHAKE_MS = 10_000;
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final List<SocketChannel> channels = new ArrayList<>();
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final Thread reader = new Thread(this::readAll, "subscribers");
    private volatile Turn turn = new Turn(Long.MAX_VALUE);
    private volatile boolean closing;

    /** Deliveries of events due from some moment on. Written by the reader only. */
    private record Turn(long from, Latencies latencies) {
        Turn(long from) {
            this(from, new Latencies());
        }
    }

    private Subscribers(Selector selector) {
        this.selector = selector;
    }

    /**
     * Connects so many clients.
     *
     * @param hello what each says once it is connected; empty for nothing
     */
    public static Subscribers connect(String webSocketUrl, int clients, String hello) {
        try {
            var subscribers = new Subscribers(Selector.open());
            var uri = URI.create(webSocketUrl);
            for (int i = 0; i < clients; i++) {
                subscribers.add(uri, hello);
            }
            subscribers.reader.start();
            return subscribers;
        } catch (IOException e) {
            throw new Broken("the subscribers cannot connect to " + webSocketUrl, e);
        }
    }

    private void add(URI uri, String hello) throws IOException {
        var channel = SocketChannel.open(new InetSocketAddress(uri.getHost(), uri.getPort()));
        channels.add(channel);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        var upgrade =
                """
                GET %s HTTP/1.1
                Host: %s:%d
                Upgrade: websocket
                Connection: Upgrade
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

                """
                        .formatted(uri.getPath(), uri.getHost(), uri.getPort())
                        .replace("\n", "\r\n");
        channel.write(ByteBuffer.wrap(upgrade.getBytes(ISO_8859_1)));
        channel.socket().setSoTimeout(HANDSHAKE_MS);
        var status = head(channel);
        if (!status.startsWith("HTTP/1.1 101 ")) {
            throw new Broken(uri + " is no WebSocket: " + status);
        }
        if (!hello.isEmpty()) {
            channel.write(frame(1, hello.getBytes(UTF_8)));
        }
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, new FrameReader(new Client(channel)));
    }

    /** Reads the answer to the upgrade, up to its end and not a byte further. */
    private static String head(SocketChannel channel) throws IOException {
        var head = new StringBuilder();
        var input = channel.socket().getInputStream();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = input.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** A frame of a client, masked with zeros. */
    private static ByteBuffer frame(int opcode, byte[] payload) {
        if (payload.length > 125) {
            throw new IllegalArgumentException("a short frame, not " + payload.length + " bytes");
        }
        return ByteBuffer.allocate(6 + payload.length)
                .put((byte) (0x80 | opcode))
                .put((byte) (0x80 | payload.length))
                .putInt(0)
                .put(payload)
                .flip();
    }

    /** What happens to one client. */
    private final class Client implements FrameReader.Listener {

        private final SocketChannel channel;

        private Client(SocketChannel channel) {
            this.channel = channel;
        }

        @Override
        public void marked(long dueNanos) {
            var current = turn;
            if (dueNanos >= current.from) {
                current.latencies.record(System.nanoTime() - dueNanos);
                // After the record: who sees the count sees the record.
                delivered.incrementAndGet();
            }
        }

        @Override
        public void pinged(byte[] payload) {
            try {
                channel.write(frame(10, payload));
            } catch (IOException e) {
                closed();
            }
        }

        @Override
        public void closed() {
            lost.incrementAndGet();
        }
    }

    private void readAll() {
        try {
            while (!closing) {
                selector.select(key -> {
                    if (key.channel() instanceof SocketChannel channel
                            && key.attachment() instanceof FrameReader frames) {
                        read(key, channel, frames);
                    }
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(SelectionKey key, SocketChannel channel, FrameReader frames) {
        try {
            buffer.clear();
            if (channel.read(buffer) < 0) {
                key.cancel();
                lost.incrementAndGet();
            } else {
                frames.read(buffer.flip());
            }
        } catch (IOException e) {
            key.cancel();
            lost.incrementAndGet();
        }
    }

    /** From now on, deliveries of events that become due count. */
    public void begin() {
        delivered.set(0);
        turn = new Turn(System.nanoTime());
    }

    /**
     * Waits until all of these have been delivered, but no longer than that, and answers what came:
     * as calls the deliveries, as errors the clients that were disconnected.
     */
    public Outcome end(long expected, double seconds, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (delivered.get() < expected && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        long count = delivered.get();
        var ended = turn;
        turn = new Turn(Long.MAX_VALUE);
        return new Outcome(
                count,
                seconds,
                lost.get(),
                ended.latencies.percentileMs(50),
                ended.latencies.percentileMs(95),
                ended.latencies.percentileMs(99));
    }

    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        try {
            reader.join();
            for (var channel : channels) {
                channel.close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
