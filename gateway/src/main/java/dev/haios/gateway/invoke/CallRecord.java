package dev.haios.gateway.invoke;

import dev.haios.contracts.model.ModelConfig;
import dev.haios.contracts.model.Usage;
import dev.haios.contracts.receipt.Attempt;
import dev.haios.contracts.receipt.Cost;
import dev.haios.contracts.receipt.ReceiptRouting;
import dev.haios.contracts.receipt.ReceiptStatus;
import dev.haios.contracts.receipt.ReceiptTarget;
import dev.haios.contracts.receipt.ReceiptTimings;
import dev.haios.contracts.receipt.RoutingReceipt;
import dev.haios.contracts.registry.ServiceType;
import dev.haios.contracts.routing.Candidate;
import dev.haios.contracts.schema.RawJson;
import dev.haios.gateway.budget.CallBudget;
import dev.haios.gateway.budget.Verdict;
import dev.haios.gateway.costs.Price;
import dev.haios.gateway.costs.TokenEstimate;
import dev.haios.gateway.route.Routing;
import dev.haios.gateway.upstream.Outcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Notes what happens to one call and makes its receipt. Not thread-safe. */
final class CallRecord {

    /** Tokens expected back from a model whose caller sets no {@code max_tokens}. */
    private static final long USUAL_TOKENS_OUT = 256;

    /** The members by which callers limit an answer, in our dialect and those of providers. */
    private static final List<String> MOST_TOKENS_OUT =
            List.of("max_tokens", "max_completion_tokens", "max_output_tokens");

    private static final int MAX_DETAIL = 1024;

    private final Invocation call;
    private final CallBudget budget;
    private final List<Attempt> attempts = new ArrayList<>();
    private final Usage expected;
    private @Nullable ReceiptRouting routing;
    private @Nullable Candidate current;
    private Verdict.@Nullable Refused refusedBy;
    private long discoveryNanos;
    private long upstreamNanos;

    CallRecord(Invocation call, CallBudget budget) {
        this.call = call;
        this.budget = budget;
        this.expected = expected(call);
    }

    private static Usage expected(Invocation call) {
        var payload = call.request().payload();
        long out = USUAL_TOKENS_OUT;
        if (call.chat() != null) {
            out = call.chat().maxTokens() == null ? out : call.chat().maxTokens();
            return new Usage(TokenEstimate.of(payload.text()), out, true);
        }
        for (var name : MOST_TOKENS_OUT) {
            if (payload.text().contains('"' + name + '"')) {
                var limit = payload.tree().path(name);
                out = limit.canConvertToInt() && limit.asInt() >= 0 ? limit.asInt() : out;
            }
        }
        return new Usage(TokenEstimate.of(payload.text()), out, true);
    }

    void discovered(Routing found) {
        routing = found instanceof Routing.Known known ? known.routing() : null;
        discoveryNanos = call.deadline().elapsedNanos();
    }

    void trying(Candidate candidate) {
        current = candidate;
    }

    void tried(Candidate candidate, Outcome outcome, long nanos) {
        upstreamNanos += nanos;
        budget.tried(mayHaveWorked(outcome));
        attempts.add(
                new Attempt(
                        candidate.serviceId(),
                        candidate.name(),
                        candidate.url(),
                        outcome.word(),
                        ms(nanos),
                        outcome.httpStatus(),
                        outcome.detail() == null ? null : cut(outcome.detail())));
    }

    /** Whether the service may have done the work: it was called and did not say that it failed. */
    private static boolean mayHaveWorked(Outcome outcome) {
        return switch (outcome.word()) {
            case OK, TIMEOUT, BAD_REPLY, CANCELLED -> true;
            // There was no room for an answer that was there.
            case OVERLOADED -> outcome.httpStatus() != null;
            // A stream that ended in an error had begun.
            case UPSTREAM_ERROR -> outcome instanceof Outcome.Final;
            case CONNECT_FAILED, RATE_LIMITED, REFUSED, CIRCUIT_OPEN -> false;
        };
    }

    CallBudget budget() {
        return budget;
    }

    /** Holds what the candidate is expected to cost; false when a budget does not allow it. */
    boolean affords(Candidate candidate) {
        return switch (verdict(candidate)) {
            case Verdict.Granted() -> true;
            case Verdict.Refused refused -> {
                refusedBy = refusedBy == null ? refused : refusedBy;
                yield false;
            }
        };
    }

    private Verdict verdict(Candidate candidate) {
        return budget.reserve(candidate, estimate(candidate));
    }

    /** The budget that refused the best of the candidates that were refused. */
    Optional<Verdict.Refused> overBudget() {
        return Optional.ofNullable(refusedBy);
    }

    long upstreamNanos() {
        return upstreamNanos;
    }

    List<Attempt> attempts() {
        return attempts;
    }

    /** What the call is expected to cost there; empty when the price is not known. */
    Optional<BigDecimal> estimate(Candidate candidate) {
        return Price.of(candidate).cost(expected).map(Cost::usd);
    }

    /** The receipt of a streamed answer that is about to begin. */
    RoutingReceipt open() {
        return receipt(ReceiptStatus.OPEN, true, null, null, null);
    }

    /**
     * The receipt of an answer.
     *
     * @param streamedBytes that were passed on before the result
     */
    RoutingReceipt answered(@Nullable RawJson result, long streamedBytes) {
        var facts = AnswerFacts.of(result);
        var usage =
                facts.usage()
                        .or(() ->
                                Optional.ofNullable(current)
                                        .filter(service -> service.type() == ServiceType.MODEL)
                                        .map(_ -> counted(result, streamedBytes)));
        return receipt(
                ReceiptStatus.OK, true, null, usage.orElse(null), facts.modelConfig().orElse(null));
    }

    private Usage counted(@Nullable RawJson result, long streamedBytes) {
        long out =
                streamedBytes > 0
                        ? TokenEstimate.ofBytes(streamedBytes)
                        : result == null ? 0 : TokenEstimate.of(result.text());
        return new Usage(expected.tokensIn(), out, true);
    }

    /** The receipt of a call nobody answered. */
    RoutingReceipt failed(ReceiptStatus status, String detail) {
        return receipt(status, false, detail, null, null);
    }

    /** The receipt of a streamed answer that broke off. */
    RoutingReceipt interrupted(String detail, long streamedBytes) {
        var usage = streamedBytes > 0 ? counted(null, streamedBytes) : null;
        return receipt(ReceiptStatus.INTERRUPTED, streamedBytes > 0, detail, usage, null);
    }

    private RoutingReceipt receipt(
            ReceiptStatus status,
            boolean resolved,
            @Nullable String detail,
            @Nullable Usage usage,
            @Nullable ModelConfig modelConfig) {
        var service = Optional.ofNullable(current);
        return new RoutingReceipt(
                call.receiptId(),
                null,
                call.runId(),
                call.request().target(),
                service.filter(_ -> resolved).map(CallRecord::target).orElse(null),
                new ReceiptTimings(
                        ms(discoveryNanos), ms(upstreamNanos), ms(call.deadline().elapsedNanos())),
                status,
                new Cost(service.flatMap(this::estimate).orElse(BigDecimal.ZERO)),
                usage == null ? null : service.flatMap(at -> Price.of(at).cost(usage)).orElse(null),
                call.ts(),
                attempts,
                usage,
                modelConfig,
                call.request().agent(),
                call.traceId(),
                routing,
                detail == null ? null : cut(detail),
                null,
                null);
    }

    /** A service as receipts name it. */
    static ReceiptTarget target(Candidate candidate) {
        return new ReceiptTarget(candidate.serviceId(), candidate.name(), candidate.url());
    }

    /** To the microsecond. */
    private static double ms(long nanos) {
        return Math.round(nanos / 1e3) / 1e3;
    }

    private static String cut(String detail) {
        return detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL);
    }
}
