package dev.haios.gateway.invoke;

import dev.haios.contracts.invoke.InvokeRequest;
import dev.haios.contracts.receipt.RoutingReceipt;
import dev.haios.contracts.schema.RawJson;
import dev.haios.gateway.budget.Budgets;
import dev.haios.gateway.problem.Refusal;
import dev.haios.gateway.receipt.ReceiptLog;
import dev.haios.gateway.upstream.Caller;
import dev.haios.gateway.upstream.Chat;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** The one path of every call, in whatever language it came, to its receipt. */
@Component
public class Calls {

    private final Intake intake;
    private final InvokePath path;
    private final ReceiptLog receipts;
    private final Budgets budgets;
    private final Refusals refusals;
    private final InvokeMetrics metrics;

    Calls(
            Intake intake,
            InvokePath path,
            ReceiptLog receipts,
            Budgets budgets,
            Refusals refusals,
            InvokeMetrics metrics) {
        this.intake = intake;
        this.path = path;
        this.receipts = receipts;
        this.budgets = budgets;
        this.refusals = refusals;
        this.metrics = metrics;
    }

    /**
     * How a call ended; its receipt is durable.
     *
     * @param refusal null when it was answered
     * @param result null when there was nothing to say, or all was said while streaming
     */
    public record Outcome(
            RoutingReceipt receipt, @Nullable Refusal refusal, @Nullable RawJson result) {}

    /** Makes a call in OpenAI's language; a target asks for a streamed answer. */
    public Outcome make(
            InvokeRequest request,
            Chat chat,
            @Nullable String idempotencyKey,
            Caller caller,
            @Nullable AnswerTarget target) {
        var ending = run(request, chat, idempotencyKey, caller, target);
        return ending instanceof Ending.Answered answered
                ? new Outcome(answered.receipt(), null, answered.result())
                : new Outcome(ending.receipt(), refusals.of(ending), null);
    }

    /** Makes a call; {@code chat} is null in our own language. */
    Ending run(
            InvokeRequest request,
            @Nullable Chat chat,
            @Nullable String idempotencyKey,
            Caller caller,
            @Nullable AnswerTarget target) {
        var call = intake.take(request, idempotencyKey, chat);
        try (var budget = budgets.of(call.receiptId(), call.runId(), request.agent());
                var _ = MDC.putCloseable("run_id", call.runId())) {
            var record = new CallRecord(call, budget);
            var stream = target == null ? null : new ClientStream(target, receipts, record);
            var ending = path.run(call, record, caller, stream);
            metrics.ended(call, record, ending);
            return ending;
        }
    }
}
