package dev.haios.router.ranking;

import dev.haios.contracts.registry.RegisteredService;
import dev.haios.contracts.routing.MatrixPolicy;
import dev.haios.contracts.routing.Preference;
import dev.haios.contracts.routing.RoutePolicy;
import dev.haios.contracts.routing.RouteTarget;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is asked, with the caller's policy and the matrix's put together: the caller's preference
 * and latency limit win over the matrix's, while the matrix's vendor lists hold for everyone. Where
 * several capabilities bring a policy, the first preference, the lowest limit and all lists count.
 *
 * @param slaMsP95 slowest acceptable 95th percentile in milliseconds, null for any
 */
public record Question(
        RouteTarget target,
        RoutePolicy policy,
        Preference prefer,
        @Nullable Integer slaMsP95,
        List<MatrixPolicy> house) {

    /** Puts it together; {@code house} is what the matrix says for these capabilities. */
    public static Question of(RouteTarget target, RoutePolicy policy, List<MatrixPolicy> house) {
        var asked = policy.prefer();
        var prefer =
                asked != null
                        ? asked
                        : house.stream()
                                .map(MatrixPolicy::prefer)
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse(Preference.LOCAL);
        var sla =
                policy.slaMsP95() != null
                        ? policy.slaMsP95()
                        : house.stream()
                                .map(MatrixPolicy::slaMsP95)
                                .filter(Objects::nonNull)
                                .min(Integer::compare)
                                .orElse(null);
        return new Question(target, policy, prefer, sla, house);
    }

    /** Whether a service is of the kind asked for, available or not. */
    public boolean concerns(RegisteredService service) {
        return (target.type() == null || target.type() == service.type())
                && (target.role() == null || target.role() == service.role())
                && (target.name() == null || target.name().equals(service.name()))
                && hasAll(service.caps());
    }

    private boolean hasAll(List<String> caps) {
        // Not containsAll: this runs for every service of the fleet, and both lists are short.
        for (var needed : target.requireCaps()) {
            if (!caps.contains(needed)) {
                return false;
            }
        }
        return true;
    }
}
