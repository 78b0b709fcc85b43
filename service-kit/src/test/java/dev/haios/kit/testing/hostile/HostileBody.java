package dev.haios.kit.testing.hostile;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One body to send.
 *
 * @param what was done to it, for the message of a failing test
 * @param contentType null sends none
 * @param encoding content coding that the header claims; null sends none
 * @param fate what must become of it
 * @param spot pointer that the refusal must name; null where only the parser can know
 */
@SuppressWarnings("ArrayRecordComponent") // Bodies are sent, never compared.
record HostileBody(
        String what,
        @Nullable String contentType,
        @Nullable String encoding,
        byte[] bytes,
        Fate fate,
        @Nullable String spot) {

    static final String JSON = "application/json";

    enum Fate {
        /** It is wrong by construction. */
        REFUSED,
        /** It is odd, and the schema decides. */
        EITHER
    }

    static HostileBody refused(String what, String text, String spot) {
        return new HostileBody(what, JSON, null, utf8(text), Fate.REFUSED, spot);
    }

    static HostileBody broken(String what, byte[] bytes) {
        return new HostileBody(what, JSON, null, bytes, Fate.REFUSED, null);
    }

    static HostileBody odd(String what, String text) {
        return new HostileBody(what, JSON, null, utf8(text), Fate.EITHER, null);
    }

    static HostileBody typed(String what, @Nullable String type, String text, Fate fate) {
        return new HostileBody(what, type, null, utf8(text), fate, null);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Its beginning, readable on a terminal. */
    String excerpt() {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        var shown = text.substring(0, Math.min(400, text.length()));
        return shown.replaceAll("[^ -~]", "?") + (shown.length() < text.length() ? "…" : "");
    }
}
