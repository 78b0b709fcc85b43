package dev.haios.kit.surface;

import dev.haios.contracts.heartbeat.Health;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something whose state belongs into this service's {@code /health}. Asked often: must be cheap.
 */
@FunctionalInterface
public interface HealthSource {

    State state();

    /**
     * How it is.
     *
     * @param health {@code down} makes {@code /health} answer 503 and the service beat as down
     * @param reason for a person; null when all is well
     * @param fields further members of the health body, for instance {@code connected_clients}
     * @param answersOk whether {@code /health} answers 200 although {@code health} is down: the
     *     process is as it should be, but what it offers cannot be used (an adapter without a key)
     */
    record State(
            Health health, @Nullable String reason, Map<String, Object> fields, boolean answersOk) {

        public State {
            fields = Map.copyOf(fields);
        }

        public static State ok(Map<String, Object> fields) {
            return new State(Health.OK, null, fields, true);
        }

        public static State degraded(String reason) {
            return new State(Health.DEGRADED, reason, Map.of(), true);
        }

        public static State down(String reason) {
            return new State(Health.DOWN, reason, Map.of(), false);
        }

        /** Nothing is broken, but the service must not be chosen: {@code /health} says degraded. */
        public static State unusable(String reason) {
            return new State(Health.DOWN, reason, Map.of(), true);
        }
    }
}
