package dev.haios.adapters.classify;

import dev.haios.contracts.model.ScoredLabel;
import dev.haios.contracts.model.UpstreamReply;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code POST /classify_domain}.
 *
 * @param primaryDomain null when it abstained
 * @param confidence of the likeliest domain, 0 to 1
 * @param domains the likeliest domains, likeliest first
 * @param abstained whether no domain was likely enough to be named
 */
record DomainVerdict(
        @Nullable String primaryDomain,
        @Nullable Double confidence,
        List<ScoredLabel> domains,
        boolean abstained) {

    static DomainVerdict of(UpstreamReply reply) {
        return new DomainVerdict(
                reply.label(),
                reply.confidence(),
                Objects.requireNonNullElse(reply.domains(), List.of()),
                Boolean.TRUE.equals(reply.abstained()));
    }
}
