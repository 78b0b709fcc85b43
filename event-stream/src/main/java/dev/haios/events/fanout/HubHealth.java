package dev.haios.events.fanout;

import dev.haios.kit.surface.HealthSource;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What {@code /health} says about listeners. */
@Component
final class HubHealth implements HealthSource {

    private final Hub hub;

    HubHealth(Hub hub) {
        this.hub = hub;
    }

    @Override
    public State state() {
        return State.ok(
                Map.of(
                        "connected_clients", hub.clients(),
                        "buffered_events", hub.buffered(),
                        "last_seq", hub.lastSeq(),
                        "epoch", hub.epoch()));
    }
}
