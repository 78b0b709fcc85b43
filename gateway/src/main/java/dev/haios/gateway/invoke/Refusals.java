package dev.haios.gateway.invoke;

import dev.haios.gateway.budget.Verdict;
import dev.haios.gateway.problem.Refusal;
import org.springframework.stereotype.Component;

/** What the caller is told about an ending that is not an answer. */
@Component
class Refusals {

    private final InvokeSettings settings;

    Refusals(InvokeSettings settings) {
        this.settings = settings;
    }

    Refusal of(Ending ending) {
        return switch (ending) {
            case Ending.NoMatch(var receipt, var rejected) ->
                    Refusal.noMatch(receipt).with("rejected", rejected);
            case Ending.NothingAvailable(var receipt, var rejected) ->
                    Refusal.nothingAvailable(receipt, settings.retryAfter())
                            .with("rejected", rejected);
            case Ending.OverBudget(var receipt, var refused) ->
                    overBudget(Refusal.overBudget(receipt), refused);
            case Ending.AllFailed(var receipt, var retryAfter) ->
                    Refusal.allFailed(receipt, retryAfter);
            case Ending.RefusedByUpstream(var receipt, var answer) ->
                    answer == null
                            ? Refusal.byUpstream(receipt)
                            : Refusal.byUpstream(receipt).with("upstream_answer", answer);
            case Ending.Interrupted(var receipt) -> Refusal.interrupted(receipt);
            case Ending.DeadlinePassed(var receipt) -> Refusal.deadline(receipt);
            case Ending.Answered answered ->
                    throw new IllegalArgumentException(
                            "an answer is no refusal: " + answered.receipt().receiptId());
        };
    }

    private static Refusal overBudget(Refusal refusal, Verdict.Refused by) {
        var told =
                refusal.with("scope", by.scope())
                        .with("period", by.period())
                        .with("limit_usd", by.limitUsd())
                        .with("spent_usd", by.spentUsd())
                        .with("reserved_usd", by.reservedUsd());
        return by.estimateUsd() == null ? told : told.with("estimate_usd", by.estimateUsd());
    }
}
