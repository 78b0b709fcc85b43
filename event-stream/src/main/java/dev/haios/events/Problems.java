package dev.haios.events;

import dev.haios.kit.web.ProblemException;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/** Everything this service refuses, by the slug of its type URI. */
public final class Problems {

    /** Slug: an event that no reader could make sense of. */
    public static final String INVALID_EVENT = "invalid-event";

    /** Slug: an event larger than the stream carries. */
    public static final String EVENT_TOO_LARGE = "event-too-large";

    /** Slug: a query parameter that means nothing. */
    public static final String INVALID_PARAMETER = "invalid-parameter";

    /** Slug: as many clients as the service takes are connected. */
    public static final String TOO_MANY_CLIENTS = "too-many-clients";

    /** Slug: {@code /ws} asked for without the handshake of a WebSocket. */
    public static final String UPGRADE_REQUIRED = "upgrade-required";

    /** Slug: a frame of a WebSocket client that cannot be understood. */
    public static final String BAD_FRAME = "bad-frame";

    private static final Duration CLIENTS_COME_AND_GO = Duration.ofSeconds(5);

    private Problems() {}

    /** The event is at odds with itself; the sentence says how. */
    public static ProblemException invalidEvent(String detail) {
        return ProblemException.of(HttpStatus.BAD_REQUEST, INVALID_EVENT, detail);
    }

    /** Sizes in bytes of the event as stored. */
    public static ProblemException eventTooLarge(long bytes, long maxBytes) {
        return ProblemException.of(
                        HttpStatus.CONTENT_TOO_LARGE,
                        EVENT_TOO_LARGE,
                        "An event may have "
                                + maxBytes
                                + " bytes; store what is larger elsewhere and publish where.")
                .with("bytes", bytes)
                .with("max_bytes", maxBytes);
    }

    /** The named query parameter or header cannot be used. */
    public static ProblemException invalidParameter(String name, String detail) {
        return ProblemException.of(HttpStatus.BAD_REQUEST, INVALID_PARAMETER, detail)
                .with("parameter", name);
    }

    /** Come back when others have left. */
    public static ProblemException tooManyClients(int maxClients) {
        return ProblemException.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        TOO_MANY_CLIENTS,
                        "All " + maxClients + " places are taken; use GET /events meanwhile.")
                .retryAfter(CLIENTS_COME_AND_GO);
    }

    /** The path speaks WebSocket only. */
    public static ProblemException upgradeRequired() {
        return ProblemException.of(
                HttpStatus.UPGRADE_REQUIRED,
                UPGRADE_REQUIRED,
                "This is a WebSocket: connect with ws://, or read GET /stream instead.");
    }
}
