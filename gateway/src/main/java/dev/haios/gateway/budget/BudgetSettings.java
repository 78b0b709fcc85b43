package dev.haios.gateway.budget;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bound from {@code haios.gateway.budgets}.
 *
 * @param file below {@code config/}
 * @param upkeep how often the file is looked at, and what dead calls hold is charged
 */
@ConfigurationProperties("haios.gateway.budgets")
record BudgetSettings(
        @DefaultValue("budgets.json") String file, @DefaultValue("5s") Duration upkeep) {

    BudgetSettings {
        if (!upkeep.isPositive()) {
            throw new IllegalArgumentException("haios.gateway.budgets.upkeep must be positive");
        }
    }
}
