package dev.haios.cli.training;

import dev.haios.cli.call.HealthCheck;
import dev.haios.cli.call.HealthCheck.Health;
import dev.haios.cli.fleet.Endpoints;
import dev.haios.cli.fleet.FleetFile;
import dev.haios.cli.fleet.ServiceSpec;
import dev.haios.cli.process.FileTree;
import dev.haios.cli.process.Installation;
import dev.haios.cli.process.Installations;
import dev.haios.cli.process.Launcher;
import dev.haios.cli.process.Launcher.Launched;
import dev.haios.cli.process.RunFolder;
import dev.haios.cli.process.ServiceLog;
import dev.haios.cli.process.Stopper;
import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.Failure;
import dev.haios.cli.session.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The services of the fleet a second time, in a home of their own and on free ports, where they
 * know only each other. Nothing is started until it is asked for. Closing ends what runs and
 * removes the home.
 */
final class ScratchFleet implements AutoCloseable {

    private static final int LOG_LINES = 15;
    private static final long POLL_MILLIS = 200;
    private static final long END_MILLIS = 10_000;

    private final RunFolder running;
    private final Session scratch;
    private final FleetFile fleet;
    private final Endpoints endpoints;
    private final Launcher launcher;
    private final Stopper stopper;
    private final HealthCheck health = new HealthCheck();
    private final Map<String, Process> processes = new HashMap<>();
    private boolean closed;

    private ScratchFleet(
            Session session, Session scratch, FleetFile fleet, FleetFile real, Duration patience) {
        this.running = RunFolder.ofTraining(session.artifacts());
        this.scratch = scratch;
        this.fleet = fleet;
        this.endpoints = new Endpoints(scratch, fleet);
        this.launcher = new Launcher(scratch, fleet, running, new Installations(session, real));
        this.stopper = new Stopper(running, patience);
    }

    /** A fleet of which nothing runs yet; {@code patience}: how long one step may take. */
    static ScratchFleet of(Session session, FleetFile fleet, Duration patience) {
        Path home = RunFolder.ofTraining(session.artifacts()).folder().resolve("home");
        try {
            copyConfiguration(session.home().resolve("config"), home.resolve("config"));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        // Neither tokens nor addresses of the fleet that is in use.
        Map<String, String> environment = new HashMap<>(session.environment());
        environment
                .keySet()
                .removeIf(name -> name.startsWith("HAIOS_") || name.startsWith("OTEL_"));
        Session scratch =
                new Session(
                        environment,
                        home,
                        session.repository(),
                        session.terminal(),
                        session.in(),
                        session.clock());
        Iterator<Integer> ports = freePorts(fleet.services().size()).iterator();
        List<ServiceSpec> moved =
                fleet.services().stream().map(service -> service.on(ports.next())).toList();
        return new ScratchFleet(
                session, scratch, new FleetFile(fleet.jvm(), fleet.env(), moved), fleet, patience);
    }

    /** Where files of the training may lie until they are finished. */
    Path folder() {
        return running.folder();
    }

    /** The base URL of a service, whether or not it runs. */
    String url(String service) {
        return endpoints.of(service).toString();
    }

    /** The service as it is started here, on its free port. */
    ServiceSpec find(String service) {
        return fleet.find(service)
                .orElseThrow(() -> new IllegalArgumentException("no service " + service));
    }

    /** Starts a service by one of its commands and waits until it answers. */
    void start(String name, Function<Installation, List<String>> how, Deadline deadline) {
        ServiceSpec service = find(name);
        Process process = launch(service, how);
        while (!isUp(service)) {
            if (waitFor(process, POLL_MILLIS)) {
                throw failed(service, "ended with code " + process.exitValue());
            }
            if (deadline.isOver()) {
                throw failed(service, "was not healthy in time");
            }
        }
    }

    /** Runs a command of a service to its end; a failure when that is no good one. */
    void run(String name, Function<Installation, List<String>> how, Deadline deadline) {
        ServiceSpec service = find(name);
        Process process = launch(service, how);
        if (!waitFor(process, deadline.remaining().toMillis())) {
            process.destroyForcibly();
            throw failed(service, "did not end in time");
        }
        if (process.exitValue() != 0) {
            throw failed(service, "ended with code " + process.exitValue());
        }
    }

    /** Asks a service to end and waits until it did. */
    void stop(String name) {
        stopper.stop(name);
    }

    /** Lets exactly these services run, each from its cache if there is one. */
    void keepRunning(Collection<String> names, Deadline deadline) {
        running.names().stream()
                .filter(name -> fleet.find(name).isPresent() && !names.contains(name))
                .forEach(this::stop);
        for (String name : names) {
            ServiceSpec service = find(name);
            if (running.running(name).isEmpty()) {
                start(name, installation -> installation.command(service.port()), deadline);
            }
        }
    }

    @Override
    public void close() {
        end();
    }

    /** The same, from a thread that did not open it: nothing can be started from then on. */
    void end() {
        synchronized (processes) {
            if (closed) {
                return;
            }
            closed = true;
            processes.values().forEach(Process::destroyForcibly);
            processes.values().forEach(process -> waitFor(process, END_MILLIS));
            health.close();
            try {
                FileTree.delete(running.folder());
            } catch (IOException undeletable) {
                throw new UncheckedIOException(undeletable);
            }
        }
    }

    private Process launch(ServiceSpec service, Function<Installation, List<String>> how) {
        synchronized (processes) {
            if (closed) {
                throw Failure.of(ExitCode.FAILED, "the training was stopped", "Start it again.");
            }
            Launched launched = launcher.launch(service, how);
            processes.put(service.name(), launched.process());
            return launched.process();
        }
    }

    private boolean isUp(ServiceSpec service) {
        return health.ask(endpoints.local(service)) instanceof Health.Answered answer
                && service.answersTo(answer.service())
                && answer.isUp();
    }

    private Failure failed(ServiceSpec service, String what) {
        ServiceLog log = new ServiceLog(scratch.artifacts(), service.name());
        List<String> printed = ServiceLog.tail(log.printed(), LOG_LINES);
        List<String> said = printed.isEmpty() ? ServiceLog.tail(log.log(), LOG_LINES) : printed;
        return Failure.explained(ExitCode.FAILED, service.name() + " " + what, said, null);
    }

    private static boolean waitFor(Process process, long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void copyConfiguration(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        if (!Files.isDirectory(from)) {
            return;
        }
        try (var files = Files.newDirectoryStream(from, Files::isRegularFile)) {
            for (Path file : files) {
                Files.copy(
                        file,
                        to.resolve(String.valueOf(file.getFileName())),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** So many different ports: each is held until the last is found. */
    private static List<Integer> freePorts(int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            List<Integer> ports = held.stream().map(ServerSocket::getLocalPort).toList();
            for (ServerSocket socket : held) {
                socket.close();
            }
            return ports;
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }
}
