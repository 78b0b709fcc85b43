package dev.haios.events.dayfile;

import dev.haios.kit.surface.HealthSource;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Day files that cannot be written degrade the service; events are safe in the store. */
@Component
final class DayFileHealth implements HealthSource {

    private final DayFileWriter writer;

    DayFileHealth(DayFileWriter writer) {
        this.writer = writer;
    }

    @Override
    public State state() {
        var trouble = writer.trouble();
        return trouble == null ? State.ok(Map.of()) : State.degraded(trouble);
    }
}
