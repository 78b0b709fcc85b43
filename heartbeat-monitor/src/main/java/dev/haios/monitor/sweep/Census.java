package dev.haios.monitor.sweep;

import dev.haios.contracts.problem.HealthReport;

/** The fleet in numbers as of one sweep. */
record Census(int total, int healthy, int degraded, int down) {

    /** From the registry's {@code services} and {@code live}. */
    static Census of(HealthReport registry, int degraded) {
        int total = number(registry, "services");
        int live = number(registry, "live");
        return new Census(total, Math.max(0, live - degraded), degraded, Math.max(0, total - live));
    }

    private static int number(HealthReport registry, String field) {
        return registry.extensions().get(field) instanceof Number number ? number.intValue() : 0;
    }
}
