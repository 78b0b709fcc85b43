package dev.haios.contracts.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.haios.contracts.heartbeat.Health;
import dev.haios.contracts.schema.Bounds;
import dev.haios.contracts.schema.Contract;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a service is: {@code GET /health}.
 *
 * @param service its name on the wire
 * @param port where it listens, 1 to 65,535
 * @param uptimeS seconds since it started
 * @param extensions what else it has to say, such as {@code reason}
 */
@Contract("health")
public record HealthReport(
        Health status,
        String service,
        int port,
        String version,
        double uptimeS,
        @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> extensions) {

    /** Checks the bounds and copies the map. */
    public HealthReport {
        Bounds.name("service", service);
        Bounds.range("port", port, 1, 65_535);
        Bounds.text("version", version, 64);
        Bounds.range("uptime_s", uptimeS, 0, 1e10);
        extensions = Collections.unmodifiableMap(new LinkedHashMap<>(extensions));
    }
}
