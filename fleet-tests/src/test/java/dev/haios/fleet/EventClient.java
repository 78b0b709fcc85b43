package dev.haios.fleet;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * A subscriber that counts what it hears instead of keeping it, and can stop reading. Two hundred
 * of them cost two hundred connections and virtual threads.
 */
final class EventClient implements AutoCloseable {

    /** An event begins with its number; what it tells of may have one, too. */
    private static final Pattern SEQ = Pattern.compile("\\{\"seq\":(\\d+),\"epoch\"");

    private static final Pattern LOST = Pattern.compile("\"lost\":(\\d+)");

    private final String kind;
    private final Caller caller;
    private final Semaphore mayRead = new Semaphore(1);
    private volatile long last;
    private final AtomicLong heard = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private volatile boolean inOrder = true;
    private volatile boolean ended;

    /** Reads one piece of the stream. */
    private interface Pieces {
        String next() throws IOException;
    }

    private EventClient(String kind, URI stream) {
        this.kind = kind;
        this.caller = new Caller(stream);
    }

    /** A listener to events of one type. */
    static EventClient overSse(URI stream, String type) throws IOException {
        var client = new EventClient("SSE client", stream);
        // Answers to this version come without chunks, whose borders would lie within events.
        var head = "GET /stream?types=%s HTTP/1.0\r\nHost: localhost\r\n\r\n".formatted(type);
        client.caller.send(head, new byte[0]);
        var status = client.caller.line();
        if (!status.contains("200")) {
            throw new IOException(status);
        }
        while (!client.caller.line().contains("connected")) {
            // The rest of the headers.
        }
        return client.listen(client.caller::line);
    }

    /** A listener to events of one type. */
    static EventClient overWebSocket(URI stream, String type) throws IOException {
        var client = new EventClient("WebSocket client", stream);
        client.caller.send(
                String.join(
                        "\r\n",
                        "GET /ws HTTP/1.1",
                        "Host: localhost",
                        "Connection: Upgrade",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                        "",
                        ""),
                new byte[0]);
        var status = client.caller.line();
        if (!status.contains("101")) {
            throw new IOException(status);
        }
        while (!client.caller.line().isEmpty()) {
            // The rest of the headers.
        }
        var in = new DataInputStream(client.caller.in());
        client.caller.send("", masked("{\"subscribe\":{\"types\":[\"" + type + "\"]}}"));
        while (!message(in).contains("subscribed")) {
            // The greeting.
        }
        return client.listen(() -> message(in));
    }

    private static byte[] masked(String text) {
        // With a mask of zeros the text stands as it is.
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[6 + bytes.length];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | bytes.length);
        System.arraycopy(bytes, 0, frame, 6, bytes.length);
        return frame;
    }

    /** The next message, put together from its frames; a ping is an empty one. */
    private static String message(DataInputStream in) throws IOException {
        var text = new StringBuilder();
        while (true) {
            int head = in.readUnsignedByte();
            int length = in.readByte();
            long size =
                    switch (length) {
                        case 126 -> in.readUnsignedShort();
                        case 127 -> in.readLong();
                        default -> length;
                    };
            boolean control = (head & 0x08) != 0;
            var part = new String(in.readNBytes((int) size), StandardCharsets.ISO_8859_1);
            if (!control) {
                text.append(part);
            }
            boolean last = (head & 0x80) != 0;
            if (last && !(control && !text.isEmpty())) {
                return text.toString();
            }
        }
    }

    private EventClient listen(Pieces pieces) {
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        while (true) {
                            mayRead.acquire();
                            mayRead.release();
                            hear(pieces.next());
                        }
                    } catch (IOException e) {
                        ended = true;
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        return this;
    }

    private void hear(String piece) {
        for (var seq = SEQ.matcher(piece); seq.find(); ) {
            long number = Long.parseLong(seq.group(1));
            inOrder &= number > last;
            last = number;
            heard.incrementAndGet();
        }
        for (var gap = LOST.matcher(piece); gap.find(); ) {
            lost.addAndGet(Long.parseLong(gap.group(1)));
        }
    }

    /** Reads nothing more, until told to. */
    void stall() {
        mayRead.acquireUninterruptibly();
    }

    void readOn() {
        mayRead.release();
    }

    long heard() {
        return heard.get();
    }

    /** Events it was told that it will not get. */
    long lost() {
        return lost.get();
    }

    long last() {
        return last;
    }

    /** Whether numbers only ever grew. */
    boolean inOrder() {
        return inOrder;
    }

    /** Whether the stream ended its connection. */
    boolean ended() {
        return ended;
    }

    @Override
    public String toString() {
        return "%s that heard %d up to %d, lost %d%s"
                .formatted(kind, heard.get(), last, lost.get(), ended ? ", ended" : "");
    }

    @Override
    public void close() {
        caller.close();
    }
}
