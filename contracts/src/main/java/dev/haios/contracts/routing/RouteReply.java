package dev.haios.contracts.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who can do the work, best first, and why others cannot.
 *
 * @param rejected who matches the target and is left out, and who the matrix names for it but is
 *     not registered (without a service id)
 * @param matrixVersion names the content of the matrix the ranking used
 * @param registryRevision the registry's revision it used
 * @param version grows when an answer to the same question could have changed; keep answers by it
 * @param staleMs for how long the registry has been out of reach, in milliseconds; absent while it
 *     is followed
 */
public record RouteReply(
        List<Candidate> candidates,
        List<Rejection> rejected,
        String matrixVersion,
        long registryRevision,
        long version,
        @Nullable Long staleMs) {

    /** Copies the lists. */
    public RouteReply {
        candidates = List.copyOf(candidates);
        rejected = List.copyOf(rejected);
    }

    /** A reply from a router that follows the registry. */
    public RouteReply(
            List<Candidate> candidates,
            List<Rejection> rejected,
            String matrixVersion,
            long registryRevision,
            long version) {
        this(candidates, rejected, matrixVersion, registryRevision, version, null);
    }
}
