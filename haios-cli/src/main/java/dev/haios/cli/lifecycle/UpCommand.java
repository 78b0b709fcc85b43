package dev.haios.cli.lifecycle;

import dev.haios.cli.call.Credential;
import dev.haios.cli.call.HealthCheck;
import dev.haios.cli.call.Reply;
import dev.haios.cli.call.ServiceCalls;
import dev.haios.cli.fleet.FleetFile;
import dev.haios.cli.fleet.ServiceSpec;
import dev.haios.cli.invoke.Invocation;
import dev.haios.cli.process.Installations;
import dev.haios.cli.process.RunFolder;
import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.OutputOptions;
import dev.haios.cli.session.Session;
import dev.haios.cli.terminal.ProgressBoard;
import dev.haios.cli.training.BackgroundTraining;
import dev.haios.cli.training.StartCaches;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code haios up}: starts what is down and shows that the fleet works. */
@Command(
        name = "up",
        header = "Start what is down, and show that it works.",
        description = {
            "Starts every service that does not answer yet, as many at a time as there are"
                    + " processors, waits until all are healthy, and makes one real call through"
                    + " the gateway. Running it again changes nothing. After a new build came up,"
                    + " caches that make the next start fast are trained in the background."
        },
        footer = {
            "",
            "Examples:",
            "  haios up",
            "  haios up registry provider_router",
            "",
            "The services are listed in config/fleet.json. Logs are in artifacts/logs/.",
            "Exit codes: 0 everything is up and answered; 2 bad usage; 3 something did not come up"
                    + " (says what, and what runs), or the first call failed."
        })
public final class UpCommand implements Callable<Integer> {

    private final Session session;

    @Mixin private OutputOptions output = new OutputOptions();

    @Parameters(
            paramLabel = "<service>",
            arity = "0..*",
            description = "Start only these and what they depend on.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--wait-seconds",
            paramLabel = "<s>",
            defaultValue = "180",
            description =
                    "How long a service may take to become healthy; default ${DEFAULT-VALUE}.")
    private int waitSeconds;

    @Option(names = "--no-invoke", description = "Do not make the call through the gateway.")
    private boolean noInvoke;

    public UpCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        FleetFile fleet = FleetFile.of(session);
        List<ServiceSpec> services = fleet.selectWithDependencies(names);
        StartResult result = start(fleet, services);
        Optional<Reply> firstCall =
                result.allUp() && result.isUp("gateway") && !noInvoke
                        ? Optional.of(invoke())
                        : Optional.empty();
        report(fleet, result, firstCall, caches(fleet, result));
        boolean good = result.allUp() && firstCall.map(Reply::isOk).orElse(true);
        return good ? ExitCode.OK : ExitCode.FAILED;
    }

    /** How the start caches stand; what a fleet that came up lacks is trained from now on. */
    private StartCaches caches(FleetFile fleet, StartResult result) {
        StartCaches caches = StartCaches.of(session, fleet);
        if (!result.allUp() || !caches.wanted() || !caches.incomplete()) {
            return caches;
        }
        try {
            new BackgroundTraining(session).start();
        } catch (UncheckedIOException refused) {
            session.terminal()
                    .note("haios: start caches cannot be trained: " + refused.getMessage());
        }
        return StartCaches.of(session, fleet);
    }

    private void report(
            FleetFile fleet, StartResult result, Optional<Reply> firstCall, StartCaches caches) {
        UpReport report = new UpReport(session, fleet);
        if (output.json()) {
            session.terminal().line(UpDocument.of(result, firstCall, caches).toString());
        } else if (result.allUp()) {
            report.print(result, firstCall, caches);
        }
        if (!result.allUp()) {
            new PartlyUp(session).note(result);
        }
        firstCall.filter(reply -> !reply.isOk()).ifPresent(report::noteRefusal);
    }

    private StartResult start(FleetFile fleet, List<ServiceSpec> services) {
        RunFolder running = new RunFolder(session.artifacts());
        Installations installations = new Installations(session, fleet);
        ProgressBoard board =
                new ProgressBoard(
                        session.terminal(),
                        output.json(),
                        services.stream().map(ServiceSpec::name).toList());
        try (FleetLock _ = FleetLock.acquire(session);
                HealthCheck health = new HealthCheck();
                InterruptNotice _ = InterruptNotice.during("up", session)) {
            new Credential(session).createIfMissing(new SecureRandom());
            ServiceStart start =
                    new ServiceStart(
                            session,
                            fleet,
                            health,
                            running,
                            installations,
                            Duration.ofSeconds(waitSeconds));
            StartResult result =
                    new FleetStart(start, board, Runtime.getRuntime().availableProcessors())
                            .run(services);
            installations.prune(running);
            return result;
        }
    }

    private Reply invoke() {
        try (ServiceCalls calls = new ServiceCalls(session)) {
            return new FirstInvocation(new Invocation(calls)).call();
        }
    }
}
