package dev.haios.router.route;

import dev.haios.contracts.registry.ServiceType;
import dev.haios.contracts.routing.MatrixEntry;
import dev.haios.contracts.routing.Rejection;
import dev.haios.contracts.routing.RoutePolicy;
import dev.haios.contracts.routing.RouteReply;
import dev.haios.contracts.routing.RouteRequest;
import dev.haios.contracts.routing.RouteTarget;
import dev.haios.router.RouterProblems;
import dev.haios.router.matrix.CurrentMatrix;
import dev.haios.router.matrix.Matrix;
import dev.haios.router.membership.Membership;
import dev.haios.router.membership.Roster;
import dev.haios.router.ranking.Provider;
import dev.haios.router.ranking.Question;
import dev.haios.router.ranking.Ranking;
import dev.haios.router.version.RoutingVersion;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Answers one question from memory; no lock, no disk, no network. */
@Component
final class Router {

    private final Membership membership;
    private final CurrentMatrix matrix;
    private final Providers providers;
    private final RoutingVersion version;

    Router(
            Membership membership,
            CurrentMatrix matrix,
            Providers providers,
            RoutingVersion version) {
        this.membership = membership;
        this.matrix = matrix;
        this.providers = providers;
        this.version = version;
    }

    /**
     * Who can do it.
     *
     * @throws dev.haios.kit.web.ProblemException before the registry was reached for the first time
     */
    RouteReply answer(RouteRequest request) {
        // First of all: a change from here on makes the answer newer than it claims, never older.
        long asOf = version.current();
        var roster = membership.roster();
        if (roster == null) {
            throw RouterProblems.registryUnknown();
        }
        var known = matrix.get();
        var target = request.target();
        var policy = request.policy() == null ? RoutePolicy.none() : request.policy();
        var question = Question.of(target, policy, known.policies(target.requireCaps()));
        var ranking = Ranking.of(question, concerned(question, roster, known));
        List<Rejection> rejected = new ArrayList<>(ranking.rejected());
        rejected.addAll(absent(target, roster, known));
        var stale = membership.stale();
        return new RouteReply(
                ranking.candidates(),
                rejected,
                known.version(),
                roster.revision(),
                asOf,
                stale == null ? null : stale.toMillis());
    }

    private List<Provider> concerned(Question question, Roster roster, Matrix known) {
        var caps = question.target().requireCaps();
        List<Provider> concerned = new ArrayList<>();
        for (var service : roster.shortlist(caps)) {
            if (question.concerns(service)) {
                concerned.add(providers.of(service, known, caps));
            }
        }
        return concerned;
    }

    /** Models the matrix names for the capabilities, but that nobody has registered. */
    private static List<Rejection> absent(RouteTarget target, Roster roster, Matrix known) {
        if (target.type() != null && target.type() != ServiceType.MODEL) {
            return List.of();
        }
        return known.named(target.requireCaps()).stream()
                .filter(entry -> target.name() == null || target.name().equals(entry.service()))
                .filter(entry ->
                        roster.all().stream().noneMatch(service -> Matrix.speaksOf(entry, service)))
                .map(entry -> new Rejection(name(entry), "in the matrix, not registered", null))
                .toList();
    }

    private static String name(MatrixEntry entry) {
        return entry.service() != null ? entry.service() : entry.provider() + "/" + entry.model();
    }
}
