package dev.haios.registry.catalog;

import dev.haios.contracts.heartbeat.Health;
import dev.haios.contracts.registry.RegisteredService;
import java.time.Instant;

/** One service as its row says. */
public record ServiceRecord(Profile profile, Report report, Standing standing) {

    /** Its id. */
    public String id() {
        return profile.serviceId();
    }

    /** Its health as stored: down when it said so, was evicted, or was found silent. */
    public Health health() {
        return standing.silent() ? Health.DOWN : report.health();
    }

    /** The agent it speaks for; itself when it named none. */
    public String agent() {
        return report.agent() == null ? profile.name() : report.agent();
    }

    /** The same after a heartbeat that changed neither health nor activity. */
    public ServiceRecord beaten(Report said, Instant when) {
        return new ServiceRecord(profile, said, standing.heardAt(when));
    }

    /** The same after it was marked down by an eviction. */
    public ServiceRecord markedDown() {
        return new ServiceRecord(profile, report.down(), standing.silenced());
    }

    /** As the wire shows it, with the health and the missed beats that are true now. */
    // NullAway does not see in a class file that the values of labels may be null; they may.
    @SuppressWarnings("NullAway")
    public RegisteredService wire(Health health, int missedBeats) {
        var rhythm = profile.rhythm();
        return new RegisteredService(
                profile.serviceId(),
                profile.name(),
                profile.type(),
                profile.role(),
                profile.url(),
                profile.caps(),
                profile.labels(),
                profile.ctxLimit(),
                profile.usdPer1k(),
                Math.toIntExact(rhythm.interval().toSeconds()),
                Math.toIntExact(rhythm.ttl().toSeconds()),
                health,
                report.activity(),
                report.agent(),
                report.runId(),
                report.progress(),
                report.message(),
                report.tokenUsage(),
                report.resources(),
                report.p95Ms(),
                report.queueDepth(),
                report.load(),
                standing.desired(),
                standing.epoch(),
                standing.revision(),
                standing.lastHeartbeat(),
                profile.registeredAt(),
                missedBeats);
    }
}
