package dev.haios.bench.load;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Reads what a WebSocket server sends, piece by piece as it arrives, and finds the marks in it:
 * {@code due=} and a number. It parses no JSON and keeps no message, so that two hundred of these
 * cost less than the server they listen to. Not for several threads.
 */
final class FrameReader {

    private static final byte[] MARK = {'d', 'u', 'e', '='};
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int OPCODE = 0x0f;
    private static final int LENGTH = 0x7f;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;
    private static final int MAX_CONTROL = 125;

    private final Listener listener;
    private final byte[] head = new byte[10];
    private final byte[] control = new byte[MAX_CONTROL];
    private int headBytes;
    private int controlBytes;
    private boolean inPayload;
    private long payloadLeft;

    /** Bytes of the mark that matched so far; all of them means that digits follow. */
    private int matched;

    private long number;

    /** What was found. */
    interface Listener {
        void marked(long number);

        void pinged(byte[] payload);

        void closed();
    }

    FrameReader(Listener listener) {
        this.listener = listener;
    }

    void read(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            if (inPayload) {
                payload(bytes);
            } else {
                head(bytes.get());
            }
            if (inPayload && payloadLeft == 0) {
                endFrame();
            }
        }
    }

    private void head(byte next) {
        head[headBytes++] = next;
        if (headBytes < 2) {
            return;
        }
        int length = head[1] & LENGTH;
        int bytes = length == TWO_BYTES ? 2 : length == EIGHT_BYTES ? 8 : 0;
        if (headBytes < 2 + bytes) {
            return;
        }
        payloadLeft = bytes == 0 ? length : 0;
        for (int i = 0; i < bytes; i++) {
            payloadLeft = payloadLeft << 8 | (head[2 + i] & 0xff);
        }
        inPayload = true;
    }

    private int opcode() {
        return head[0] & OPCODE;
    }

    private void payload(ByteBuffer bytes) {
        for (; payloadLeft > 0 && bytes.hasRemaining(); payloadLeft--) {
            byte next = bytes.get();
            if (opcode() >= CLOSE) {
                if (controlBytes < MAX_CONTROL) {
                    control[controlBytes++] = next;
                }
            } else {
                scan(next);
            }
        }
    }

    private void scan(byte next) {
        if (matched == MARK.length) {
            if (next >= '0' && next <= '9') {
                number = number * 10 + next - '0';
                return;
            }
            listener.marked(number);
            matched = 0;
            number = 0;
        }
        // Its first letter does not come again in the mark, so a mismatch starts over at once.
        matched = next == MARK[matched] ? matched + 1 : next == MARK[0] ? 1 : 0;
    }

    private void endFrame() {
        if (opcode() == PING) {
            listener.pinged(Arrays.copyOf(control, controlBytes));
        } else if (opcode() == CLOSE) {
            listener.closed();
        }
        inPayload = false;
        headBytes = 0;
        controlBytes = 0;
    }
}
