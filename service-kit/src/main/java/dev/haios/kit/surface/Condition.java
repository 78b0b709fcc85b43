package dev.haios.kit.surface;

import dev.haios.contracts.heartbeat.Health;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The worst of all {@link HealthSource}s: what {@code /health} answers and heartbeats report. */
public final class Condition {

    private final List<HealthSource> sources;

    public Condition(List<HealthSource> sources) {
        this.sources = List.copyOf(sources);
    }

    /** Asks every source once. */
    public Snapshot now() {
        var states = sources.stream().map(HealthSource::state).toList();
        var health = Health.OK;
        boolean answersOk = true;
        Map<String, Object> fields = new LinkedHashMap<>();
        for (var state : states) {
            health = state.health().compareTo(health) > 0 ? state.health() : health;
            answersOk &= state.health() != Health.DOWN || state.answersOk();
            fields.putAll(state.fields());
        }
        var reasons =
                states.stream()
                        .map(HealthSource.State::reason)
                        .filter(reason -> reason != null)
                        .collect(Collectors.joining("; "));
        return new Snapshot(health, reasons.isEmpty() ? null : reasons, fields, answersOk);
    }

    /**
     * All sources at one moment.
     *
     * @param health worst of all, as reported to the registry
     * @param reason all reasons joined, or null
     * @param fields members the sources add to the health body
     * @param answersOk false when {@code /health} must answer 503
     */
    public record Snapshot(
            Health health,
            @Nullable String reason,
            Map<String, Object> fields,
            boolean answersOk) {}
}
