package dev.haios.router.stats;

import dev.haios.kit.access.Requires;
import dev.haios.kit.access.Role;
import dev.haios.router.RouterProblems;
import dev.haios.router.matrix.CurrentMatrix;
import dev.haios.router.membership.Availability;
import dev.haios.router.membership.Availability.Available;
import dev.haios.router.membership.Membership;
import dev.haios.router.membership.Roster;
import dev.haios.router.route.Providers;
import dev.haios.router.route.RouteCounts;
import dev.haios.router.version.RoutingVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class StatsController {

    private final Membership membership;
    private final CurrentMatrix matrix;
    private final Providers providers;
    private final RouteCounts counts;
    private final RoutingVersion version;

    StatsController(
            Membership membership,
            CurrentMatrix matrix,
            Providers providers,
            RouteCounts counts,
            RoutingVersion version) {
        this.membership = membership;
        this.matrix = matrix;
        this.providers = providers;
        this.counts = counts;
        this.version = version;
    }

    /** Everyone registered, by name and id. */
    record ProvidersReply(
            List<ProviderView> providers, int count, long registryRevision, String matrixVersion) {}

    /**
     * The router in numbers.
     *
     * @param services registered services, absent before the registry was reached
     * @param available those that may be given work
     * @param routes questions answered since the start
     * @param routesEmpty those without a candidate
     * @param decisionP95Ms 95th percentile of deciding, in milliseconds
     * @param staleMs for how long the registry has been out of reach, absent while it is followed
     */
    record StatsReply(
            @Nullable Integer services,
            @Nullable Integer available,
            @Nullable Long registryRevision,
            String matrixVersion,
            long version,
            long routes,
            long routesEmpty,
            double decisionP95Ms,
            @Nullable Long staleMs) {}

    @GetMapping("/providers")
    @Requires(Role.VIEWER)
    ProvidersReply providers() {
        var roster = membership.roster();
        if (roster == null) {
            throw RouterProblems.registryUnknown();
        }
        var views = providers.all(roster).stream().map(ProviderView::of).toList();
        return new ProvidersReply(views, views.size(), roster.revision(), matrix.get().version());
    }

    @GetMapping("/stats")
    @Requires(Role.VIEWER)
    StatsReply stats() {
        var roster = membership.roster();
        var stale = membership.stale();
        return new StatsReply(
                roster == null ? null : roster.all().size(),
                roster == null ? null : available(roster),
                roster == null ? null : roster.revision(),
                matrix.get().version(),
                version.current(),
                counts.answered(),
                counts.empty(),
                counts.p95Ms(),
                stale == null ? null : stale.toMillis());
    }

    private static int available(Roster roster) {
        return (int)
                roster.all().stream()
                        .filter(service -> Availability.of(service) instanceof Available)
                        .count();
    }
}
