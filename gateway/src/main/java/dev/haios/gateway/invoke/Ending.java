package dev.haios.gateway.invoke;

import dev.haios.contracts.receipt.RoutingReceipt;
import dev.haios.contracts.routing.Rejection;
import dev.haios.contracts.schema.RawJson;
import dev.haios.gateway.budget.Verdict;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a call ended; its receipt is durable by then. */
sealed interface Ending {

    RoutingReceipt receipt();

    /**
     * A service answered.
     *
     * @param chained the receipt as it stands in the chain
     * @param result null when it had nothing to say, or said it all while streaming
     */
    record Answered(RoutingReceipt receipt, RawJson chained, @Nullable RawJson result)
            implements Ending {}

    /** Nobody who is registered could ever do this. */
    record NoMatch(RoutingReceipt receipt, List<Rejection> rejected) implements Ending {}

    /** Somebody could, but nobody can now. */
    record NothingAvailable(RoutingReceipt receipt, List<Rejection> rejected) implements Ending {}

    /**
     * Nobody was called: what it is expected to cost is more than is left.
     *
     * @param by the budget that refused the best candidate
     */
    record OverBudget(RoutingReceipt receipt, Verdict.Refused by) implements Ending {}

    /**
     * Everybody who was tried failed.
     *
     * @param retryAfter the shortest time one of them asked to be left alone
     */
    record AllFailed(RoutingReceipt receipt, @Nullable Duration retryAfter) implements Ending {}

    /**
     * A service found the request itself wrong.
     *
     * @param answer what it said
     */
    record RefusedByUpstream(RoutingReceipt receipt, @Nullable RawJson answer) implements Ending {}

    /** A streamed answer broke, or the caller went away. */
    record Interrupted(RoutingReceipt receipt) implements Ending {}

    /** The caller's time was up. */
    record DeadlinePassed(RoutingReceipt receipt) implements Ending {}
}
