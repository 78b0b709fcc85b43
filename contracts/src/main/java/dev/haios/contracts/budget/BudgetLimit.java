package dev.haios.contracts.budget;

import dev.haios.contracts.schema.Bounds;
import dev.haios.contracts.schema.Contract;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What may be spent within a scope: {@code PUT /budgets/{scope}}.
 *
 * @param limitUsd 0 to 1,000,000
 * @param period default is {@link BudgetPeriod#TOTAL}
 */
@Contract("budget_limit")
public record BudgetLimit(BigDecimal limitUsd, @Nullable BudgetPeriod period) {

    /** Checks the bounds. */
    public BudgetLimit {
        Bounds.range("limit_usd", limitUsd, 0, 1_000_000);
    }

    /** The period, or its default. */
    public BudgetPeriod periodOrTotal() {
        return period == null ? BudgetPeriod.TOTAL : period;
    }
}
