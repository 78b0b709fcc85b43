package dev.haios.monitor.sweep;

import dev.haios.contracts.heartbeat.Health;
import dev.haios.kit.surface.HealthSource;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** A monitor that cannot see the fleet is degraded: it would not tell if anybody died. */
@Component
final class SweepHealth implements HealthSource {

    private final Watchman watchman;

    SweepHealth(Watchman watchman) {
        this.watchman = watchman;
    }

    @Override
    public State state() {
        Map<String, Object> fields = new HashMap<>();
        var last = watchman.last();
        if (last != null) {
            fields.put("last_sweep_ts", last.ts().toString());
        }
        var trouble = watchman.trouble();
        return new State(
                trouble == null ? Health.OK : Health.DEGRADED,
                trouble == null ? null : "the last sweep failed: " + trouble,
                fields,
                true);
    }
}
