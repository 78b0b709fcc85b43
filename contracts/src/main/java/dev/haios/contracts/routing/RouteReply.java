package dev.haios.contracts.routing;

import java.util.List;

/**
 * Who can do the work, best first, and why others cannot.
 *
 * @param matrixVersion names the content of the matrix the ranking used
 * @param registryRevision the registry's revision it used
 * @param version grows when an answer to the same question could have changed; keep answers by it
 */
public record RouteReply(
        List<Candidate> candidates,
        List<Rejection> rejected,
        String matrixVersion,
        long registryRevision,
        long version) {

    /** Copies the lists. */
    public RouteReply {
        candidates = List.copyOf(candidates);
        rejected = List.copyOf(rejected);
    }
}
