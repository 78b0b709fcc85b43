package dev.haios.router.route;

import dev.haios.contracts.registry.RegisteredService;
import dev.haios.contracts.routing.Preference;
import dev.haios.router.figures.Figures;
import dev.haios.router.figures.RankListener;
import dev.haios.router.matrix.CurrentMatrix;
import dev.haios.router.matrix.Matrix;
import dev.haios.router.membership.Membership;
import dev.haios.router.membership.Roster;
import dev.haios.router.ranking.Provider;
import dev.haios.router.ranking.Standing;
import dev.haios.router.version.Change;
import dev.haios.router.version.RoutingVersion;
import java.util.Collections;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Advances the version when new figures have moved a service past another that can stand in for it,
 * under any preference. A service that only got a little better or worse changes nobody's answer.
 */
@Component
final class OrderGuard implements RankListener {

    private final Membership membership;
    private final CurrentMatrix matrix;
    // The book notifies this guard and this guard reads the book: one of them has to come later.
    private final ObjectProvider<Providers> providers;
    private final RoutingVersion version;

    OrderGuard(
            Membership membership,
            CurrentMatrix matrix,
            ObjectProvider<Providers> providers,
            RoutingVersion version) {
        this.membership = membership;
        this.matrix = matrix;
        this.providers = providers;
        this.version = version;
    }

    @Override
    public void changed(String serviceId, Figures before, Figures after) {
        var roster = membership.roster();
        var service = roster == null ? null : roster.find(serviceId);
        if (roster != null && service != null && moved(service, before, after, roster)) {
            version.advance(Change.ORDER);
        }
    }

    private boolean moved(RegisteredService service, Figures before, Figures after, Roster roster) {
        var known = matrix.get();
        var was = provider(service, before, known);
        var is = provider(service, after, known);
        for (var other : roster.all()) {
            boolean standsIn =
                    !other.serviceId().equals(service.serviceId())
                            && !Collections.disjoint(other.caps(), service.caps());
            if (standsIn && passes(was, is, providers.getObject().of(other, known, List.of()))) {
                return true;
            }
        }
        return false;
    }

    private static Provider provider(RegisteredService service, Figures figures, Matrix known) {
        return Provider.of(service, known.entry(service, List.of()), figures);
    }

    private static boolean passes(Provider was, Provider is, Provider other) {
        for (var prefer : Preference.values()) {
            var place = Standing.of(other, prefer);
            int before = Integer.signum(Standing.of(was, prefer).compareTo(place));
            int after = Integer.signum(Standing.of(is, prefer).compareTo(place));
            if (before != after) {
                return true;
            }
        }
        return false;
    }
}
