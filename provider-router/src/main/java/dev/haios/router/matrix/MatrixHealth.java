package dev.haios.router.matrix;

import dev.haios.contracts.heartbeat.Health;
import dev.haios.kit.surface.HealthSource;
import java.util.Map;
import org.springframework.stereotype.Component;

/** A refused file degrades: routing goes on with what is known. */
@Component
final class MatrixHealth implements HealthSource {

    private final CurrentMatrix current;

    MatrixHealth(CurrentMatrix current) {
        this.current = current;
    }

    @Override
    public State state() {
        var refusal = current.refusal();
        return new State(
                refusal == null ? Health.OK : Health.DEGRADED,
                refusal == null ? null : "the matrix file is not used: " + refusal,
                Map.of("matrix_version", current.get().version()),
                true);
    }
}
