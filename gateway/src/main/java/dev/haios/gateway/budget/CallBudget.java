package dev.haios.gateway.budget;

import dev.haios.contracts.receipt.Cost;
import dev.haios.contracts.receipt.ReceiptStatus;
import dev.haios.contracts.receipt.RoutingReceipt;
import dev.haios.contracts.routing.Candidate;
import dev.haios.contracts.routing.Tier;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one call holds in the budgets it falls under. Each try holds what it is expected to cost;
 * what it came to is settled together with the next hold, or with the receipt. Not thread-safe.
 */
public final class CallBudget implements AutoCloseable {

    /** For calls while there are no budgets. */
    private static final CallBudget NONE = new CallBudget(null, "", "", null);

    private final @Nullable Ledger ledger;
    private final String receiptId;
    private final String runId;
    private final @Nullable String agent;
    private boolean holding;
    private long held;
    private long came;

    private CallBudget(
            @Nullable Ledger ledger, String receiptId, String runId, @Nullable String agent) {
        this.ledger = ledger;
        this.receiptId = receiptId;
        this.runId = runId;
        this.agent = agent;
    }

    static CallBudget none() {
        return NONE;
    }

    static CallBudget of(Ledger ledger, String receiptId, String runId, @Nullable String agent) {
        return new CallBudget(ledger, receiptId, runId, agent);
    }

    /**
     * Holds what a try is expected to cost, on disk, before it is made.
     *
     * @param estimate empty when the price is not known: that is free on our own machines and too
     *     much anywhere else
     */
    public Verdict reserve(Candidate candidate, Optional<BigDecimal> estimate) {
        if (ledger == null) {
            return new Verdict.Granted();
        }
        var scopes = ledger.governing(BudgetScope.of(candidate, agent, runId));
        if (estimate.isEmpty() && candidate.tier() == Tier.EXTERNAL && !scopes.isEmpty()) {
            return ledger.find(scopes.getFirst())
                    .<Verdict>map(budget -> Verdict.Refused.by(budget, null))
                    .orElseGet(Verdict.Granted::new);
        }
        long amount = estimate.map(Usd::up).orElse(0L);
        var wanted = amount == 0 ? List.<String>of() : scopes;
        if (wanted.isEmpty() && !holding) {
            return new Verdict.Granted();
        }
        var refusedBy = ledger.hold(receiptId, wanted, amount, came);
        holding = refusedBy.isEmpty() && !wanted.isEmpty();
        held = holding ? amount : 0;
        came = 0;
        return refusedBy
                .<Verdict>map(budget -> Verdict.Refused.by(budget, amount))
                .orElseGet(Verdict.Granted::new);
    }

    /**
     * The try is over.
     *
     * @param mayHaveCost whether the service may have done the work, and want money for it
     */
    public void tried(boolean mayHaveCost) {
        if (holding) {
            came = mayHaveCost ? held : 0;
        }
    }

    /** Settles with the receipt that ends the call, in the unit that stores it. */
    public void settle(RoutingReceipt receipt) {
        if (ledger == null || !holding || receipt.status() == ReceiptStatus.OPEN) {
            return;
        }
        ledger.settle(receiptId, total(receipt.status(), receipt.costActual()));
    }

    private long total(ReceiptStatus status, @Nullable Cost actual) {
        return switch (status) {
            case OK -> actual == null ? held : Usd.up(actual.usd());
            // What was passed on has been counted; the service may have gone on beyond it.
            case INTERRUPTED -> Math.max(came, actual == null ? 0 : Usd.up(actual.usd()));
            case OPEN, ERROR, NO_MATCH, NO_CANDIDATES, DEADLINE, OVER_BUDGET -> came;
        };
    }

    /** What is still held then belongs to nobody, and is charged by the upkeep. */
    @Override
    public void close() {
        if (ledger != null) {
            ledger.forget(receiptId);
        }
    }
}
