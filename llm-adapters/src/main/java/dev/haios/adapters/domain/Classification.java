package dev.haios.adapters.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the classifier makes of a text.
 *
 * @param primaryDomain the likeliest domain; null when the classifier abstained
 * @param confidence probability of the likeliest domain, 0 to 1, also when it abstained
 * @param domains the likeliest domains, likeliest first
 * @param abstained whether no domain is likely enough to be named
 */
public record Classification(
        @Nullable String primaryDomain,
        double confidence,
        List<DomainScore> domains,
        boolean abstained) {

    public Classification {
        domains = List.copyOf(domains);
    }
}
