package dev.haios.gateway.budget;

import dev.haios.contracts.schema.Wire;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.function.ToLongFunction;
import org.springframework.stereotype.Component;

/** How many budgets run out, and how much of the fleet's is gone. */
@Component
class BudgetMetrics {

    private final Ledger ledger;

    BudgetMetrics(Ledger ledger, MeterRegistry meters) {
        this.ledger = ledger;
        for (var level : BudgetLevel.values()) {
            Gauge.builder("haios_budgets", () -> count(level))
                    .description("Budgets by the worst level reported in their period")
                    .tags(Tags.of("level", Wire.word(level)))
                    .register(meters);
        }
        fleet(meters, "limit", Budget::limit);
        fleet(meters, "spent", Budget::spent);
        fleet(meters, "reserved", Budget::reserved);
    }

    private long count(BudgetLevel level) {
        return ledger.all().stream().filter(budget -> budget.level() == level).count();
    }

    private void fleet(MeterRegistry meters, String part, ToLongFunction<Budget> amount) {
        Gauge.builder(
                        "haios_budget_fleet_usd",
                        () ->
                                ledger.find(BudgetScope.FLEET).stream()
                                                .mapToLong(amount)
                                                .findFirst()
                                                .orElse(0)
                                        / 1e9)
                .description("The fleet's budget; 0 when there is none")
                .tags(Tags.of("part", part))
                .register(meters);
    }
}
