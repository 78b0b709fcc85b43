package dev.haios.gateway.invoke;

import dev.haios.contracts.schema.Wire;
import dev.haios.gateway.receipt.ReceiptLog;
import dev.haios.gateway.upstream.StreamSink;
import dev.haios.kit.web.SseStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A streamed answer on its way to the client. Before its first byte the call has an open receipt,
 * so that not even a crash can make an answer nobody knows of. Not thread-safe.
 */
final class ClientStream implements StreamSink {

    private final HttpServletResponse response;
    private final ReceiptLog receipts;
    private final CallRecord record;
    private boolean begun;
    private long bytes;

    ClientStream(HttpServletResponse response, ReceiptLog receipts, CallRecord record) {
        this.response = response;
        this.receipts = receipts;
        this.record = record;
    }

    @Override
    public void begin() throws IOException {
        receipts.add(record.open());
        begun = true;
        SseStream.begin(response);
    }

    @Override
    public void chunk(String data) throws IOException {
        bytes += data.getBytes(StandardCharsets.UTF_8).length;
        SseStream.send(response, new SseStream.Frame(null, "chunk", data));
    }

    /** The last event: {@code receipt} with the whole reply, or {@code error} with a problem. */
    void end(String event, Object body) throws IOException {
        var json = Wire.mapper().writeValueAsString(body);
        SseStream.send(response, new SseStream.Frame(null, event, json));
    }

    static boolean hasBegun(@Nullable ClientStream stream) {
        return stream != null && stream.begun;
    }

    /** Bytes of data passed on so far. */
    static long bytes(@Nullable ClientStream stream) {
        return stream == null ? 0 : stream.bytes;
    }
}
