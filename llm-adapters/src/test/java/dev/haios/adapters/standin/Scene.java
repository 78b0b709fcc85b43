package dev.haios.adapters.standin;

import java.util.List;
import java.util.Map;

/**
 * One answer on the wire.
 *
 * @param pieces of the body, each sent on its own
 */
public record Scene(
        int status,
        String contentType,
        Map<String, String> headers,
        List<String> pieces,
        Ending ending) {

    /** What comes after the last piece. */
    public enum Ending {
        /** The end of the answer. */
        END,
        /** The connection is cut. */
        CUT,
        /** Nothing, until the stand-in is closed. */
        SILENCE,
        /** The same again, until nobody reads it any more. */
        FOREVER
    }

    /** A JSON body. */
    public static Scene json(int status, String body) {
        return new Scene(status, "application/json", Map.of(), List.of(body), Ending.END);
    }

    /** Server-sent events. */
    public static Scene stream(List<String> frames, Ending ending) {
        return new Scene(200, "text/event-stream", Map.of(), frames, ending);
    }

    public Scene with(String header, String value) {
        return new Scene(status, contentType, Map.of(header, value), pieces, ending);
    }

    public Scene ending(Ending other) {
        return new Scene(status, contentType, headers, pieces, other);
    }
}
