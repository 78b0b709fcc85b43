package dev.haios.adapters.chat;

import java.io.IOException;
import java.io.InputStream;

/** Reads a body that may be far larger than the fleet's own. */
final class ChatBody {

    private static final int MAX_BYTES = 20 << 20;

    private ChatBody() {}

    static byte[] bytes(InputStream in) throws IOException {
        byte[] body = in.readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            throw new ChatError(413, "The body is larger than 20 MiB.", "body_too_large", null);
        }
        return body;
    }
}
