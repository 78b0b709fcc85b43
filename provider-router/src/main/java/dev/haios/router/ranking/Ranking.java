package dev.haios.router.ranking;

import dev.haios.contracts.routing.Candidate;
import dev.haios.contracts.routing.Rejection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The outcome of one question.
 *
 * @param candidates best first, equally good ones by name and id
 * @param rejected in the order given
 */
public record Ranking(List<Candidate> candidates, List<Rejection> rejected) {

    private record Placed(Provider provider, Standing standing) {}

    private static final Comparator<Placed> ORDER =
            Comparator.comparing(Placed::standing)
                    .thenComparing(placed -> placed.provider().service().name())
                    .thenComparing(placed -> placed.provider().service().serviceId());

    /** Ranks providers that are all of the kind the question is about. */
    public static Ranking of(Question question, List<Provider> providers) {
        List<Placed> placed = new ArrayList<>();
        List<Rejection> rejected = new ArrayList<>();
        for (var provider : providers) {
            var reason = Exclusion.reason(provider, question);
            if (reason == null) {
                placed.add(new Placed(provider, Standing.of(provider, question.prefer())));
            } else {
                var service = provider.service();
                rejected.add(new Rejection(service.name(), reason, service.serviceId()));
            }
        }
        placed.sort(ORDER);
        List<Candidate> candidates = new ArrayList<>(placed.size());
        int tie = 0;
        for (int i = 0; i < placed.size(); i++) {
            boolean worse =
                    i > 0 && placed.get(i).standing().compareTo(placed.get(i - 1).standing()) > 0;
            tie += worse ? 1 : 0;
            candidates.add(candidate(placed.get(i), tie));
        }
        return new Ranking(candidates, rejected);
    }

    // The canonical constructor of a compiled record loses the mark on the values of its map.
    @SuppressWarnings("NullAway")
    private static Candidate candidate(Placed placed, int tie) {
        var provider = placed.provider();
        var service = provider.service();
        var entry = provider.entry();
        var path = service.label("invoke_path");
        return new Candidate(
                service.serviceId(),
                service.name(),
                service.url(),
                provider.tier(),
                placed.standing().score(),
                Description.of(provider),
                provider.usdPer1k(),
                entry == null ? null : entry.usdPer1kIn(),
                entry == null ? null : entry.usdPer1kOut(),
                provider.p95Ms(),
                service.status(),
                tie,
                service.type(),
                provider.vendor(),
                provider.model(),
                path == null ? "/invoke" : path,
                service.labels());
    }
}
