package dev.haios.gateway.invoke;

import dev.haios.contracts.routing.Candidate;
import dev.haios.contracts.routing.Rejection;
import dev.haios.contracts.routing.RouteReply;
import dev.haios.gateway.upstream.Upstreams;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The candidates in the order in which they are tried: the router's, except that among equally good
 * ones the one with the fewest calls in flight from here comes first.
 */
@Component
class Shortlist {

    /** A receipt holds so many attempts. */
    private static final int MOST = 64;

    private final Upstreams upstreams;

    Shortlist(Upstreams upstreams) {
        this.upstreams = upstreams;
    }

    /**
     * Who is tried, and who is not and why.
     *
     * @param rejected by the router, or here for their price or their URL
     */
    record Choice(List<Candidate> candidates, List<Rejection> rejected) {}

    Choice of(RouteReply reply, @Nullable BigDecimal maxUsd, CallRecord record) {
        var rejected = new ArrayList<>(reply.rejected());
        var fit = new ArrayList<Candidate>();
        for (var candidate : reply.candidates()) {
            var objection = objection(candidate, maxUsd, record);
            if (objection.isEmpty()) {
                fit.add(candidate);
            } else {
                rejected.add(
                        new Rejection(candidate.name(), objection.get(), candidate.serviceId()));
            }
        }
        return new Choice(byLoad(fit).stream().limit(MOST).toList(), rejected);
    }

    private static Optional<String> objection(
            Candidate candidate, @Nullable BigDecimal maxUsd, CallRecord record) {
        try {
            // What no receipt could name is not called.
            CallRecord.target(candidate);
        } catch (IllegalArgumentException e) {
            return Optional.of("its registration cannot be used: " + e.getMessage());
        }
        return record.estimate(candidate)
                .filter(usd -> maxUsd != null && usd.compareTo(maxUsd) > 0)
                .map(usd ->
                        "the call is expected to cost %s USD there, more than max_usd"
                                .formatted(usd.toPlainString()));
    }

    private List<Candidate> byLoad(List<Candidate> candidates) {
        if (candidates.size() < 2) {
            return candidates;
        }
        record Busy(Candidate candidate, int inFlight) {}
        // Counted once: the numbers move while the sort compares them.
        return candidates.stream()
                .map(candidate -> new Busy(candidate, upstreams.inFlight(candidate)))
                .sorted(
                        Comparator.comparingInt((Busy busy) -> busy.candidate().tie())
                                .thenComparingInt(Busy::inFlight))
                .map(Busy::candidate)
                .toList();
    }
}
