package dev.haios.kit.web;

import java.io.IOException;
import java.time.Duration;

/**
 * Turns at what costs a processor for long: parsing a large body. Requests run on virtual threads,
 * of which only as many proceed as there are processors, and which nobody interrupts; without turns
 * a few large bodies would keep everybody waiting, heartbeats and health checks included. Half of
 * the processors serve them. Thread-safe.
 */
final class LargeBodies {

    private final int from;
    private final Turns turns;

    /**
     * For bodies from so many bytes on.
     *
     * @param patience how long one may wait for its turn
     */
    LargeBodies(int from, Duration patience) {
        this.from = from;
        turns = new Turns(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), patience);
    }

    <T> T inTurn(int bytes, BodyReader.Parsing<T> parsing) throws IOException {
        if (bytes < from) {
            return parsing.parse();
        }
        turns.begin("Other large bodies are being parsed.");
        try {
            return parsing.parse();
        } finally {
            turns.end();
        }
    }

    /** How they fare, as metrics. */
    Turns turns() {
        return turns;
    }
}
