package dev.haios.gateway.budget;

import dev.haios.contracts.schema.Wire;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Whether a candidate may be called. */
public sealed interface Verdict {

    /** It may; what it is expected to cost is held. */
    record Granted() implements Verdict {}

    /**
     * It may not.
     *
     * @param scope of the budget that refused
     * @param estimateUsd what the call was expected to cost; null when nobody knows
     */
    record Refused(
            String scope,
            BigDecimal limitUsd,
            BigDecimal spentUsd,
            BigDecimal reservedUsd,
            @Nullable BigDecimal estimateUsd,
            String period)
            implements Verdict {

        static Refused by(Budget budget, @Nullable Long estimate) {
            return new Refused(
                    budget.scope(),
                    Usd.of(budget.limit()),
                    Usd.of(budget.spent()),
                    Usd.of(budget.reserved()),
                    estimate == null ? null : Usd.of(estimate),
                    Wire.word(budget.period()));
        }

        /** For people. */
        public String detail() {
            return "Budget %s of %s USD: %s spent, %s held for calls under way, this one is expected to cost %s."
                    .formatted(
                            scope,
                            limitUsd.toPlainString(),
                            spentUsd.toPlainString(),
                            reservedUsd.toPlainString(),
                            estimateUsd == null
                                    ? "nobody knows how much"
                                    : estimateUsd.toPlainString());
        }
    }
}
