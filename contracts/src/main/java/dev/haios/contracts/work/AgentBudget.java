package dev.haios.contracts.work;

import dev.haios.contracts.schema.Bounds;

/**
 * How full an agent's context may become, as shares of its limit, 0.01 to 1.
 *
 * @param targetRatio from here on a warning
 * @param hardMaxRatio from here on the context is summarised and cleared; above the target
 */
public record AgentBudget(double targetRatio, double hardMaxRatio) {

    /** Checks the bounds. */
    public AgentBudget {
        Bounds.range("target_ratio", targetRatio, 0.01, 1);
        Bounds.range("hard_max_ratio", hardMaxRatio, 0.01, 1);
    }
}
