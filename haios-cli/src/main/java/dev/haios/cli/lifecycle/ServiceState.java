package dev.haios.cli.lifecycle;

import dev.haios.cli.call.HealthCheck;
import dev.haios.cli.call.HealthCheck.Health;
import dev.haios.cli.fleet.Endpoints;
import dev.haios.cli.fleet.ServiceSpec;
import dev.haios.cli.process.PortHolder;
import dev.haios.cli.process.ResidentMemory;
import dev.haios.cli.process.RunFolder;
import dev.haios.cli.process.RunRecord;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How one service stands on this machine.
 *
 * @param pid of whoever runs it or holds its port; 0 when nobody does
 * @param health ok, degraded, down, starting, foreign or stopped
 * @param uptimeSeconds negative when unknown
 * @param version its release; empty when unknown
 * @param memoryMegabytes resident; empty when unknown
 * @param startedHere whether {@code haios down} would stop it
 * @param note what a person should know; may be empty
 */
record ServiceState(
        ServiceSpec service,
        long pid,
        String health,
        long uptimeSeconds,
        String version,
        OptionalLong memoryMegabytes,
        boolean startedHere,
        String note) {

    static ServiceState of(
            ServiceSpec service, Endpoints endpoints, HealthCheck check, RunFolder running) {
        Health answer = check.ask(endpoints.local(service));
        Optional<RunRecord> ours = running.running(service.name());
        Optional<PortHolder> holder = PortHolder.of(service.port());
        long pid = ours.map(RunRecord::pid).or(() -> holder.map(PortHolder::pid)).orElse(0L);
        OptionalLong memory = pid == 0 ? OptionalLong.empty() : ResidentMemory.megabytes(pid);
        String holderNote = holder.map(PortHolder::described).orElse("");
        if (answer instanceof Health.Answered it && service.answersTo(it.service())) {
            return new ServiceState(
                    service,
                    pid,
                    it.status(),
                    it.uptimeSeconds(),
                    it.version(),
                    memory,
                    ours.isPresent(),
                    ours.isPresent() ? it.detail() : "not started here");
        }
        if (ours.isPresent()) {
            return new ServiceState(
                    service, pid, "starting", -1, "", memory, true, "does not answer (yet)");
        }
        boolean foreign = holder.isPresent() || !(answer instanceof Health.Silent);
        return new ServiceState(
                service,
                pid,
                foreign ? "foreign" : "stopped",
                -1,
                "",
                foreign ? memory : OptionalLong.empty(),
                false,
                foreign ? "port held by " + holderNote : "");
    }

    boolean isUp() {
        return health.equals("ok") || health.equals("degraded");
    }

    /** Such as {@code 4 s}, {@code 12 min}, {@code 3 h 5 min}, {@code 2 d 4 h}. */
    String uptime() {
        long s = uptimeSeconds;
        if (s < 0) {
            return "";
        }
        if (s < 120) {
            return s + " s";
        }
        if (s < 7200) {
            return s / 60 + " min";
        }
        return s < 172_800
                ? s / 3600 + " h " + s % 3600 / 60 + " min"
                : s / 86_400 + " d " + s % 86_400 / 3600 + " h";
    }
}
