package dev.haios.events.fanout;

/** How a listener is connected. */
public enum Transport {
    /** A WebSocket. */
    WS("ws", true),
    /** Server-sent events. */
    SSE("sse", true),
    /** The day files: no client, and allowed to lose nothing. */
    DAY_FILE("day_file", false);

    private final String label;
    private final boolean client;

    Transport(String label, boolean client) {
        this.label = label;
        this.client = client;
    }

    /** As metrics name it. */
    public String label() {
        return label;
    }

    /** A client counts, may be overtaken, and leaves when the service stops. */
    public boolean isClient() {
        return client;
    }
}
