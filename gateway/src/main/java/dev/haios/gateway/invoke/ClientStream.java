package dev.haios.gateway.invoke;

import dev.haios.contracts.schema.RawJson;
import dev.haios.gateway.receipt.ReceiptLog;
import dev.haios.gateway.upstream.StreamSink;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A streamed answer on its way to the client. Before its first byte the call has an open receipt,
 * so that not even a crash can make an answer nobody knows of. Not thread-safe.
 */
final class ClientStream implements StreamSink {

    private final AnswerTarget target;
    private final ReceiptLog receipts;
    private final CallRecord record;
    private boolean begun;
    private long bytes;

    ClientStream(AnswerTarget target, ReceiptLog receipts, CallRecord record) {
        this.target = target;
        this.receipts = receipts;
        this.record = record;
    }

    @Override
    public void begin() throws IOException {
        receipts.add(record.open());
        begun = true;
        target.begin();
    }

    @Override
    public void chunk(String data) throws IOException {
        bytes += target.chunk(data);
    }

    static boolean hasBegun(@Nullable ClientStream stream) {
        return stream != null && stream.begun;
    }

    /** Bytes of the answer passed on so far. */
    static long bytes(@Nullable ClientStream stream) {
        return stream == null ? 0 : stream.bytes;
    }

    /** What the pieces said about the whole. */
    static @Nullable RawJson facts(@Nullable ClientStream stream) {
        return stream == null ? null : stream.target.facts();
    }
}
