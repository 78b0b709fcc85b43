package dev.haios.gateway.budget;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives each call its budget. Costs nothing while there are no budgets. Thread-safe. */
@Component
public class Budgets {

    private final Ledger ledger;

    Budgets(Ledger ledger) {
        this.ledger = ledger;
    }

    public CallBudget of(String receiptId, String runId, @Nullable String agent) {
        return ledger.isEmpty()
                ? CallBudget.none()
                : CallBudget.of(ledger, receiptId, runId, agent);
    }
}
