package dev.haios.gateway.budget;

import dev.haios.contracts.budget.BudgetLimit;
import dev.haios.contracts.budget.BudgetPeriod;
import dev.haios.gateway.problem.GatewayProblems;
import dev.haios.kit.access.Requires;
import dev.haios.kit.access.Role;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code /budgets}: anybody may look, the operator changes them. */
@RestController
class BudgetsController {

    private static final int MOST = 1_000;

    private final Ledger ledger;

    BudgetsController(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * One budget.
     *
     * @param reservedUsd held for calls under way
     * @param availableUsd never negative, also when more was spent than the limit is now
     * @param status the worst that was reported in this period
     * @param since when its period began, or it was set
     */
    record View(
            String scope,
            BigDecimal limitUsd,
            BudgetPeriod period,
            BigDecimal spentUsd,
            BigDecimal reservedUsd,
            BigDecimal availableUsd,
            BudgetLevel status,
            Instant since) {

        static View of(Budget budget) {
            return new View(
                    budget.scope(),
                    Usd.of(budget.limit()),
                    budget.period(),
                    Usd.of(budget.spent()),
                    Usd.of(budget.reserved()),
                    Usd.of(budget.available()),
                    budget.level(),
                    budget.begin());
        }
    }

    /** All of them, by scope. */
    record Views(List<View> budgets) {}

    @GetMapping("/budgets")
    @Requires(Role.VIEWER)
    Views all() {
        return new Views(ledger.all().stream().map(View::of).toList());
    }

    @GetMapping("/budgets/{scope}")
    @Requires(Role.VIEWER)
    View one(@PathVariable String scope) {
        return ledger.find(checked(scope))
                .map(View::of)
                .orElseThrow(() -> GatewayProblems.unknownBudget(scope));
    }

    @PutMapping("/budgets/{scope}")
    @Requires(value = Role.OPERATOR, always = true)
    View put(@PathVariable String scope, @RequestBody BudgetLimit limit) {
        var known = ledger.find(checked(scope));
        if (known.isEmpty() && ledger.all().size() >= MOST) {
            throw GatewayProblems.badParameter(
                    "scope", "is new, and there are " + MOST + " budgets already");
        }
        return View.of(ledger.limit(scope, limit, known.map(Budget::fromFile).orElse(null)));
    }

    @DeleteMapping("/budgets/{scope}")
    @Requires(value = Role.OPERATOR, always = true)
    Views delete(@PathVariable String scope) {
        if (!ledger.remove(checked(scope))) {
            throw GatewayProblems.unknownBudget(scope);
        }
        return all();
    }

    private static String checked(String scope) {
        try {
            return BudgetScope.checked(scope);
        } catch (IllegalArgumentException e) {
            throw GatewayProblems.outOfBounds("/scope", String.valueOf(e.getMessage()));
        }
    }
}
