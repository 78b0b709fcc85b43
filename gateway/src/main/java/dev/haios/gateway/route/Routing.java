package dev.haios.gateway.route;

import dev.haios.contracts.problem.Problem;
import dev.haios.contracts.receipt.ReceiptRouting;
import dev.haios.contracts.routing.RouteReply;

/** What is known about who can do something. */
public sealed interface Routing {

    /**
     * An answer of the router's.
     *
     * @param reply candidates best first
     * @param routing its version, and how long the router had not been heard of if it was away
     */
    record Known(RouteReply reply, ReceiptRouting routing) implements Routing {}

    /** The router refused the question; asking again changes nothing. */
    record Refused(Problem problem) implements Routing {}

    /** The router is away and this was never asked before. */
    record Unknown(String reason) implements Routing {}
}
