package dev.haios.fleet;

import dev.haios.kit.testing.Http;

/** A place in the event stream's log: behind the event of this number. */
record Cursor(long epoch, long seq) {

    /** The end of the log now. */
    static Cursor now(Http stream) {
        var page = stream.get("/events?limit=1").json();
        return new Cursor(page.get("epoch").asLong(), page.get("last_seq").asLong());
    }
}
