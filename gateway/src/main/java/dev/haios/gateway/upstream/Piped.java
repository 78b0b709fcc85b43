package dev.haios.gateway.upstream;

import java.io.IOException;

/** A sink that remembers whether the answer has begun and tells the caller's failures apart. */
final class Piped {

    private final StreamSink sink;
    private final Runnable onBegin;
    private boolean begun;

    Piped(StreamSink sink, Runnable onBegin) {
        this.sink = sink;
        this.onBegin = onBegin;
    }

    /** The client could not be written to. */
    static final class CallerGone extends IOException {
        CallerGone(IOException cause) {
            super("the caller went away", cause);
        }
    }

    void begin() throws CallerGone {
        onBegin.run();
        begun = true;
        try {
            sink.begin();
        } catch (IOException e) {
            throw new CallerGone(e);
        }
    }

    void chunk(String data) throws CallerGone {
        try {
            sink.chunk(data);
        } catch (IOException e) {
            throw new CallerGone(e);
        }
    }

    boolean hasBegun() {
        return begun;
    }
}
