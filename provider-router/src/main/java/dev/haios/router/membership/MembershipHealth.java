package dev.haios.router.membership;

import dev.haios.contracts.heartbeat.Health;
import dev.haios.kit.surface.HealthSource;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Out of touch with the registry, this router answers from memory, and says so. */
@Component
final class MembershipHealth implements HealthSource {

    private final Membership membership;

    MembershipHealth(Membership membership) {
        this.membership = membership;
    }

    @Override
    public State state() {
        var roster = membership.roster();
        var stale = membership.stale();
        if (roster == null) {
            return State.degraded("the registry has not been reached yet");
        }
        return new State(
                stale == null ? Health.OK : Health.DEGRADED,
                stale == null ? null : "the registry is out of reach, going on with what is known",
                Map.of(
                        "services",
                        roster.all().size(),
                        "registry_revision",
                        roster.revision(),
                        "stale_ms",
                        stale == null ? 0 : stale.toMillis()),
                true);
    }
}
