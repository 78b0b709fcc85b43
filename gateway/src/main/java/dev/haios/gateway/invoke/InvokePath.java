package dev.haios.gateway.invoke;

import dev.haios.gateway.receipt.ReceiptLog;
import dev.haios.gateway.route.RouteTable;
import dev.haios.gateway.route.Routing;
import dev.haios.gateway.upstream.Caller;
import dev.haios.gateway.upstream.Outcome;
import dev.haios.gateway.upstream.Patience;
import dev.haios.gateway.upstream.Upstreams;
import dev.haios.kit.time.Ticker;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes a call from the question who can do it to its durable receipt. Candidates are tried in
 * order until one answers, one finds the request wrong, the caller's time is up, or the caller is
 * gone.
 */
@Component
class InvokePath {

    private final RouteTable routes;
    private final Shortlist shortlist;
    private final Upstreams upstreams;
    private final Endings endings;
    private final ReceiptLog receipts;
    private final Ticker ticker;

    InvokePath(
            RouteTable routes,
            Shortlist shortlist,
            Upstreams upstreams,
            Endings endings,
            ReceiptLog receipts,
            Ticker ticker) {
        this.routes = routes;
        this.shortlist = shortlist;
        this.upstreams = upstreams;
        this.endings = endings;
        this.receipts = receipts;
        this.ticker = ticker;
    }

    /**
     * The whole call; when it returns, the receipt is durable. Nobody is called while the store is
     * known not to take receipts.
     *
     * @param stream where a streamed answer goes; null when none is asked for
     */
    Ending run(Invocation call, CallRecord record, Caller caller, @Nullable ClientStream stream) {
        // Nobody is to work, and be paid, for a call that could not get its receipt.
        receipts.requireWritable();
        var routing = routes.find(call.question(), call.deadline().left());
        record.discovered(routing);
        return switch (routing) {
            case Routing.Known(var reply, _) -> {
                var choice = shortlist.of(reply, call.policy().maxUsd(), record);
                yield choice.candidates().isEmpty()
                        ? nobody(record, choice)
                        : tryAll(call, record, choice, caller, stream);
            }
            case Routing.Refused(var problem) ->
                    endings.nothingAvailable(
                            record,
                            "The provider router refused the question: " + problem.detail(),
                            List.of());
            case Routing.Unknown(var reason) ->
                    call.deadline().isOver()
                            ? endings.outOfTime(record)
                            : endings.nothingAvailable(
                                    record, "Nobody knows who could do this: " + reason, List.of());
        };
    }

    private Ending nobody(CallRecord record, Shortlist.Choice choice) {
        // Who has no id is not registered: somebody only wrote that it could be.
        return choice.rejected().stream().allMatch(rejected -> rejected.serviceId() == null)
                ? endings.noMatch(record, choice.rejected())
                : endings.nothingAvailable(
                        record,
                        "What matches is registered but not available now; see rejected.",
                        choice.rejected());
    }

    private Ending tryAll(
            Invocation call,
            CallRecord record,
            Shortlist.Choice choice,
            Caller caller,
            @Nullable ClientStream stream) {
        var forward = call.forward();
        var candidates = choice.candidates();
        int triesLeft = call.mostTries();
        Duration retryAfter = null;
        for (int i = 0; i < candidates.size() && triesLeft > 0 && !call.deadline().isOver(); i++) {
            var candidate = candidates.get(i);
            int possible = Math.min(triesLeft, candidates.size() - i);
            var share = call.deadline().share(possible, candidate.p95Ms());
            long begun = ticker.nanos();
            if (!record.affords(candidate)) {
                continue;
            }
            record.trying(candidate);
            var outcome =
                    upstreams.attempt(
                            candidate,
                            forward,
                            new Patience(share, call.deadline()::left),
                            caller,
                            stream);
            record.tried(candidate, outcome, ticker.nanos() - begun);
            switch (outcome) {
                case Outcome.Success success -> {
                    return endings.answered(record, success, stream);
                }
                case Outcome.Final last -> {
                    return endings.ended(
                            record,
                            last,
                            ClientStream.hasBegun(stream),
                            ClientStream.bytes(stream));
                }
                case Outcome.Retryable failed -> {
                    // Who was not called has not been tried.
                    triesLeft -= failed.called() ? 1 : 0;
                    retryAfter = sooner(retryAfter, failed.retryAfter());
                }
            }
        }
        if (call.deadline().isOver()) {
            return endings.outOfTime(record);
        }
        var refused = record.overBudget();
        return refused.isPresent() && record.attempts().isEmpty()
                ? endings.overBudget(record, refused.get())
                : endings.allFailed(record, choice.rejected(), retryAfter);
    }

    private static @Nullable Duration sooner(@Nullable Duration one, @Nullable Duration other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) <= 0 ? one : other;
    }
}
