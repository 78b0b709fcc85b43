package dev.haios.monitor.sweep;

import dev.haios.kit.access.Requires;
import dev.haios.kit.access.Role;
import dev.haios.monitor.MonitorProblems;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SweepController {

    private final Watchman watchman;

    SweepController(Watchman watchman) {
        this.watchman = watchman;
    }

    /**
     * A sweep that was asked for.
     *
     * @param lateServices services that missed a beat
     * @param alertsRaised alerts raised
     */
    record SweepReply(
            String status, int lateServices, int alertsRaised, Instant ts, double sweepMs) {}

    /**
     * The fleet as of the last complete sweep; all but {@code status} absent before the first.
     *
     * @param status {@code ok}, {@code stale} when a later sweep failed, {@code never} before the
     *     first
     */
    record Stats(
            String status,
            @Nullable Integer totalServices,
            @Nullable Integer healthyServices,
            @Nullable Integer degradedServices,
            @Nullable Integer downServices,
            @Nullable Instant lastSweepTs,
            @Nullable Double sweepMs) {}

    @PostMapping("/sweep")
    @Requires(Role.OPERATOR)
    SweepReply sweep() {
        try {
            var round = watchman.sweep();
            var found = round.found();
            return new SweepReply("ok", found.late(), found.raised(), round.ts(), round.ms());
        } catch (RegistryAway e) {
            throw MonitorProblems.registryUnreachable(e.reason());
        }
    }

    @GetMapping("/stats")
    @Requires(Role.VIEWER)
    Stats stats() {
        var last = watchman.last();
        if (last == null) {
            return new Stats("never", null, null, null, null, null, null);
        }
        var census = last.found().census();
        return new Stats(
                watchman.trouble() == null ? "ok" : "stale",
                census.total(),
                census.healthy(),
                census.degraded(),
                census.down(),
                last.ts(),
                last.ms());
    }
}
