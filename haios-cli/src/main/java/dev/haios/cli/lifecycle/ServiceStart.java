package dev.haios.cli.lifecycle;

import dev.haios.cli.call.HealthCheck;
import dev.haios.cli.call.HealthCheck.Health;
import dev.haios.cli.fleet.Endpoints;
import dev.haios.cli.fleet.FleetFile;
import dev.haios.cli.fleet.ServiceSpec;
import dev.haios.cli.process.Installations;
import dev.haios.cli.process.Launcher;
import dev.haios.cli.process.PortHolder;
import dev.haios.cli.process.ProcessIdentity;
import dev.haios.cli.process.RunFolder;
import dev.haios.cli.process.RunRecord;
import dev.haios.cli.process.ServiceLog;
import dev.haios.cli.session.Failure;
import dev.haios.cli.session.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Brings up one service: leaves it alone when it answers already, refuses when somebody else has
 * its port, otherwise starts it and waits until it answers. Thread-safe.
 */
final class ServiceStart {

    private static final int LOG_LINES = 15;
    private static final long POLL_MILLIS = 200;
    private static final long EXIT_CODE_MILLIS = 1000;

    private final Session session;
    private final Endpoints endpoints;
    private final HealthCheck health;
    private final RunFolder running;
    private final Installations installations;
    private final Launcher launcher;
    private final Duration patience;

    ServiceStart(
            Session session,
            FleetFile fleet,
            HealthCheck health,
            RunFolder running,
            Installations installations,
            Duration patience) {
        this.session = session;
        this.endpoints = new Endpoints(session, fleet);
        this.health = health;
        this.running = running;
        this.installations = installations;
        this.launcher = new Launcher(session, fleet, running, installations);
        this.patience = patience;
    }

    /** Told of the seconds waited so far, many times. */
    interface Waiting {
        void seconds(double seconds);
    }

    StartOutcome start(ServiceSpec service, Waiting waiting) {
        Health now = health.ask(endpoints.local(service));
        Optional<RunRecord> ours = running.running(service.name());
        if (now instanceof Health.Answered answer
                && service.answersTo(answer.service())
                && (answer.isUp() || ours.isEmpty())) {
            return alreadyUp(service, answer, ours);
        }
        if (ours.isPresent()) {
            // An earlier `up` started it and did not wait, or it is unwell: give it the time to
            // recover.
            return waitFor(service, ours.get().identity(), new CompletableFuture<>(), waiting);
        }
        Optional<PortHolder> holder = PortHolder.of(service.port());
        if (holder.isPresent() || !(now instanceof Health.Silent)) {
            return portTaken(service, now, holder);
        }
        try {
            Launcher.Launched launched = launcher.launch(service);
            return waitFor(
                    service, launched.record().identity(), launched.process().onExit(), waiting);
        } catch (Failure cannotStart) {
            return new StartOutcome.Failed(cannotStart.said(), 0, List.of());
        }
    }

    private StartOutcome alreadyUp(
            ServiceSpec service, Health.Answered answer, Optional<RunRecord> ours) {
        new ServiceLog(session.artifacts(), service.name()).cutIfLarge();
        long pid =
                ours.map(RunRecord::pid)
                        .or(() -> PortHolder.of(service.port()).map(PortHolder::pid))
                        .orElse(0L);
        return answer.isUp()
                ? new StartOutcome.AlreadyUp(
                        pid,
                        answer.status(),
                        ours.filter(run -> isOutdated(service, run)).isPresent())
                : new StartOutcome.Failed(
                        "runs (pid %d, not started by this command) but is %s %s"
                                .formatted(pid, answer.status(), answer.detail())
                                .strip(),
                        0,
                        List.of());
    }

    private boolean isOutdated(ServiceSpec service, RunRecord run) {
        try {
            Path now = installations.of(service).application().jar();
            return !now.toString().equals(run.jar());
        } catch (Failure notBuilt) {
            return false;
        }
    }

    private static StartOutcome portTaken(
            ServiceSpec service, Health now, Optional<PortHolder> holder) {
        String who = holder.map(PortHolder::described).orElse("another program");
        String claim =
                now instanceof Health.Answered answer
                        ? ", which says it is " + answer.service()
                        : "";
        return new StartOutcome.Failed(
                "port %d is held by %s%s".formatted(service.port(), who, claim), 0, List.of());
    }

    private StartOutcome waitFor(
            ServiceSpec service,
            ProcessIdentity process,
            CompletableFuture<Process> exit,
            Waiting waiting) {
        long begun = System.nanoTime();
        String last = "it did not answer";
        waiting.seconds(0);
        while (System.nanoTime() - begun < patience.toNanos()) {
            if (health.ask(endpoints.local(service)) instanceof Health.Answered answer
                    && service.answersTo(answer.service())) {
                if (answer.isUp() && process.isAlive()) {
                    return new StartOutcome.Started(
                            process.pid(), answer.status(), secondsSince(begun));
                }
                last = ("it says it is " + answer.status() + " " + answer.detail()).strip();
            }
            Optional<String> ended = ended(process, exit);
            if (ended.isPresent()) {
                return new StartOutcome.Failed(
                        "%s after %.1f s".formatted(ended.get(), secondsSince(begun)),
                        0,
                        tail(service));
            }
            waiting.seconds(secondsSince(begun));
        }
        return new StartOutcome.Failed(
                "not healthy after %d s: %s".formatted(patience.toSeconds(), last),
                process.pid(),
                tail(service));
    }

    /** Waits a moment, less when the process ends meanwhile; how it ended, if it did. */
    private static Optional<String> ended(
            ProcessIdentity process, CompletableFuture<Process> exit) {
        Optional<String> told = within(POLL_MILLIS, exit);
        if (told.isPresent() || process.isAlive()) {
            return told;
        }
        // It is gone a moment before its exit code is known, which nobody knows of another's child.
        return within(EXIT_CODE_MILLIS, exit).or(() -> Optional.of("ended"));
    }

    private static Optional<String> within(long millis, CompletableFuture<Process> exit) {
        try {
            Process ended = exit.get(millis, TimeUnit.MILLISECONDS);
            return Optional.of("ended with code " + ended.exitValue());
        } catch (TimeoutException notYet) {
            return Optional.empty();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Optional.of("not waited for any longer");
        }
    }

    private List<String> tail(ServiceSpec service) {
        return new ServiceLog(session.artifacts(), service.name()).tail(LOG_LINES);
    }

    private static double secondsSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }
}
