package dev.haios.gateway.invoke;

import dev.haios.contracts.receipt.Attempt;
import dev.haios.contracts.receipt.AttemptOutcome;
import dev.haios.contracts.receipt.ReceiptStatus;
import dev.haios.contracts.receipt.RoutingReceipt;
import dev.haios.contracts.routing.Rejection;
import dev.haios.gateway.budget.Verdict;
import dev.haios.gateway.receipt.ReceiptLog;
import dev.haios.gateway.upstream.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Ends calls: each method makes the receipt durable and says how the call ended. */
@Component
class Endings {

    private static final Set<AttemptOutcome> HELD_BACK =
            Set.of(AttemptOutcome.CIRCUIT_OPEN, AttemptOutcome.OVERLOADED);

    private final ReceiptLog receipts;

    Endings(ReceiptLog receipts) {
        this.receipts = receipts;
    }

    Ending answered(CallRecord record, Outcome.Success success, @Nullable ClientStream stream) {
        var result = success.result();
        var receipt =
                record.answered(
                        result == null ? ClientStream.facts(stream) : result,
                        ClientStream.bytes(stream));
        return new Ending.Answered(
                receipt,
                receipts.add(receipt, () -> record.budget().settle(receipt)),
                success.result());
    }

    Ending noMatch(CallRecord record, List<Rejection> rejected) {
        return new Ending.NoMatch(
                added(
                        record,
                        record.failed(
                                ReceiptStatus.NO_MATCH,
                                "Nothing that is registered matches the target.")),
                rejected);
    }

    Ending nothingAvailable(CallRecord record, String detail, List<Rejection> rejected) {
        return new Ending.NothingAvailable(
                added(record, record.failed(ReceiptStatus.NO_CANDIDATES, detail)), rejected);
    }

    Ending outOfTime(CallRecord record) {
        var tried = record.attempts().size();
        return new Ending.DeadlinePassed(
                added(
                        record,
                        record.failed(
                                ReceiptStatus.DEADLINE,
                                "The time was up after %d of the candidates; see attempts."
                                        .formatted(tried))));
    }

    /** A try that nothing more can follow. */
    Ending ended(CallRecord record, Outcome.Final last, boolean streaming, long streamedBytes) {
        if (streaming || last.word() == AttemptOutcome.CANCELLED) {
            return new Ending.Interrupted(
                    added(record, record.interrupted(last.detail(), streamedBytes)));
        }
        return new Ending.RefusedByUpstream(
                added(
                        record,
                        record.failed(
                                ReceiptStatus.ERROR,
                                "The service found the request wrong: " + last.detail() + ".")),
                last.answer());
    }

    /** Nobody is left to try. */
    Ending allFailed(CallRecord record, List<Rejection> rejected, @Nullable Duration retryAfter) {
        if (record.attempts().stream().allMatch(one -> HELD_BACK.contains(one.outcome()))) {
            return nothingAvailable(
                    record,
                    "Every candidate is left alone for now; see rejected.",
                    Stream.concat(
                                    rejected.stream(),
                                    record.attempts().stream().map(Endings::rejection))
                            .toList());
        }
        return new Ending.AllFailed(
                added(
                        record,
                        record.failed(
                                ReceiptStatus.ERROR,
                                "Every candidate that was tried failed; see attempts."
                                        + record.overBudget()
                                                .map(by -> " Others: " + by.detail())
                                                .orElse(""))),
                retryAfter);
    }

    Ending overBudget(CallRecord record, Verdict.Refused by) {
        return new Ending.OverBudget(
                added(record, record.failed(ReceiptStatus.OVER_BUDGET, by.detail())), by);
    }

    private RoutingReceipt added(CallRecord record, RoutingReceipt receipt) {
        receipts.add(receipt, () -> record.budget().settle(receipt));
        return receipt;
    }

    private static Rejection rejection(Attempt heldBack) {
        return new Rejection(
                heldBack.name(), String.valueOf(heldBack.detail()), heldBack.serviceId());
    }
}
