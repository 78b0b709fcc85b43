package dev.haios.bench;

import static dev.haios.bench.report.Results.OURS;

import dev.haios.bench.bare.BareRegistry;
import dev.haios.bench.load.Call;
import dev.haios.bench.load.FreshnessProbe;
import dev.haios.bench.load.H2load;
import dev.haios.bench.load.Outcome;
import dev.haios.bench.load.Wrk;
import dev.haios.bench.peer.Bare;
import dev.haios.bench.peer.Etcd;
import dev.haios.bench.process.Broken;
import dev.haios.bench.report.Metric;
import dev.haios.bench.report.Sample;
import dev.haios.bench.report.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code haios bench registry}: register, heartbeat, discover. */
@Command(
        name = "registry",
        header = "register, heartbeat and discover beside a bare Boot map and etcd.",
        description = {
            "",
            "So many services are registered first; then each of them registers again, beats, and"
                    + " is discovered by capability (ten services an answer), many at once. While"
                    + " discover is loaded, a service changes its capability again and again, and"
                    + " `stale` counts answers that do not show it. The baseline `bare` is a Boot"
                    + " application that keeps a map in memory; ours writes registrations to disk"
                    + " before it answers. etcd takes part when it can be had: a put with a lease (on disk"
                    + " before the answer), a keep-alive, a range, over gRPC."
        })
final class RegistryCommand implements Callable<Integer> {

    private static final int PER_CAPABILITY = 10;
    private static final int MAX_CONNECTIONS = 1_000;
    private static final int MAX_SERVICES = 1_000_000;
    private static final Duration READY = Duration.ofSeconds(30);

    private static final String REGISTRATION =
            """
            {"service_id":"bench-{n}","name":"bench-{n}","type":"model","role":"experimental",\
            "url":"http://127.0.0.1:8888","caps":["cap-{g}"],"ctx_limit":32768,\
            "heartbeat_interval_s":300,"ttl_s":600}\
            """;
    private static final String HEARTBEAT =
            """
            {"service_id":"bench-{n}","status":"ok"}\
            """;

    @Mixin private RunOptions options = new RunOptions();

    @Option(
            names = "--concurrency",
            paramLabel = "<n>",
            defaultValue = "64",
            description = "Calls at once; default ${DEFAULT-VALUE}.")
    private int concurrency;

    @Option(
            names = "--services",
            paramLabel = "<n>",
            defaultValue = "10000",
            description = "Services that are registered; default ${DEFAULT-VALUE}.")
    private int services;

    /**
     * A registry under test.
     *
     * @param url empty when it does not speak our language
     */
    private record Registry(String name, String url, Collection<Long> pids, Load load) {}

    /** Makes a registry do one thing as fast as it can. */
    private interface Load {
        Outcome run(Operation operation, Duration duration);
    }

    /** One of the three calls. */
    private record Operation(String title, String method, String path, String body) {}

    private static final Operation REGISTER =
            new Operation("POST /register", "POST", "/register", REGISTRATION);
    private static final Operation BEAT =
            new Operation("PUT /heartbeat", "PUT", "/heartbeat", HEARTBEAT);
    private static final Operation DISCOVER =
            new Operation("GET /discover by capability", "GET", "/discover?cap=cap-{g}", "");

    @Override
    public Integer call() {
        options.within("--concurrency", concurrency, 1, MAX_CONNECTIONS);
        options.within("--services", services, PER_CAPABILITY, MAX_SERVICES);
        try (var run = Run.open(options)) {
            var wrk = new Wrk(run.tools(), run.place());
            run.progress("starting the registry");
            run.fleet().up("registry");
            var bare = Bare.start(run.children(), run.fleet().java("registry"), BareRegistry.class);
            var registries =
                    new ArrayList<>(
                            List.of(
                                    registry(
                                            run,
                                            wrk,
                                            OURS,
                                            run.fleet().url("registry"),
                                            run.fleet().pids()),
                                    registry(run, wrk, Bare.NAME, bare.url(), bare.pids())));
            etcd(run).ifPresent(registries::add);
            for (var operation : List.of(REGISTER, BEAT, DISCOVER)) {
                measure(run, registries, operation);
            }
            return run.report(
                    "registry",
                    "%d at once, %d services".formatted(concurrency, services),
                    Bare.NAME,
                    targets(run));
        }
    }

    private Registry registry(Run run, Wrk wrk, String name, String url, Collection<Long> pids) {
        run.progress("registering " + services + " services with " + name);
        run.control().sendEach(call(url, REGISTER));
        run.control()
                .await(
                        call(url, DISCOVER),
                        READY,
                        answer -> answer.json().path("count").asInt(0) >= PER_CAPABILITY);
        return new Registry(
                name,
                url,
                pids,
                (operation, duration) -> wrk.run(call(url, operation), concurrency, duration));
    }

    /** Takes part when it can be had; every client of it speaks gRPC, and so do we here. */
    private Optional<Registry> etcd(Run run) {
        var h2load = H2load.find(run.tools(), run.place());
        var etcd =
                h2load.isEmpty()
                        ? Optional.<Etcd>empty()
                        : Etcd.start(run.tools(), run.children(), run.place());
        if (h2load.isEmpty() || etcd.isEmpty()) {
            run.skip(Etcd.NAME, "etcd or h2load is not installed and cannot be downloaded");
            return Optional.empty();
        }
        run.progress("registering " + services + " services with " + Etcd.NAME);
        etcd.get().fill(run.control(), services);
        return Optional.of(
                new Registry(
                        Etcd.NAME,
                        "",
                        etcd.get().pids(),
                        (operation, duration) ->
                                load(run, etcd.get(), h2load.get(), operation, duration)));
    }

    private Outcome load(
            Run run, Etcd etcd, H2load h2load, Operation operation, Duration duration) {
        if (operation.equals(BEAT)) {
            return etcd.keepAlive(h2load, concurrency, duration);
        }
        if (operation.equals(DISCOVER)) {
            return etcd.range(h2load, concurrency, duration);
        }
        // h2load sees only that HTTP went well.
        long before = etcd.revision(run.control());
        var outcome = etcd.put(h2load, concurrency, duration);
        if (etcd.revision(run.control()) - before < outcome.calls()) {
            throw new Broken("etcd answers puts but stores nothing");
        }
        return outcome;
    }

    private void measure(Run run, List<Registry> registries, Operation operation) {
        for (var registry : registries) {
            if (!options.warmUp().isZero()) {
                run.progress("warming up " + registry.name());
                registry.load().run(operation, options.warmUp());
            }
        }
        for (int round = 1; round <= options.rounds(); round++) {
            run.progress(title(operation) + ", round " + round + " of " + options.rounds());
            for (var registry : registries) {
                run.results().add(turn(run, registry, operation));
            }
        }
    }

    private Sample turn(Run run, Registry registry, Operation operation) {
        boolean probed = operation.equals(DISCOVER) && !registry.url().isEmpty();
        try (var probe = new FreshnessProbe(run.control(), registry.url())) {
            if (probed) {
                probe.start();
            }
            var figures =
                    Run.figures(
                            registry.pids(), () -> registry.load().run(operation, options.turn()));
            if (probed) {
                figures.put(Metric.STALE, (double) probe.stale());
            }
            return new Sample(title(operation), registry.name(), figures);
        }
    }

    private String title(Operation operation) {
        return operation.title() + ", " + concurrency + " at once, " + services + " services";
    }

    private Call call(String url, Operation operation) {
        return new Call(
                operation.method(),
                url + operation.path(),
                operation.body(),
                services,
                services / PER_CAPABILITY);
    }

    private List<Target> targets(Run run) {
        return List.of(
                throughput(run, REGISTER, 15_000),
                processor(run, REGISTER, 80),
                throughput(run, BEAT, 18_000),
                processor(run, BEAT, 60),
                tail(run, BEAT),
                throughput(run, DISCOVER, 20_000),
                processor(run, DISCOVER, 60),
                tail(run, DISCOVER),
                Target.atMost(
                        0,
                        DISCOVER.title() + ": never stale",
                        run.results().typical(title(DISCOVER), OURS, Metric.STALE)));
    }

    private Target throughput(Run run, Operation operation, int limit) {
        return Target.atLeast(
                limit,
                "%s: at least %d calls/s".formatted(operation.title(), limit),
                run.results().typical(title(operation), OURS, Metric.CALLS_PER_S));
    }

    private Target processor(Run run, Operation operation, int limit) {
        return Target.atMost(
                limit,
                "%s: at most %d CPU-us".formatted(operation.title(), limit),
                run.results().typical(title(operation), OURS, Metric.CPU_US));
    }

    private Target tail(Run run, Operation operation) {
        return Target.atMost(
                12,
                operation.title() + ": p99 at most 12 ms",
                run.results().typical(title(operation), OURS, Metric.P99_MS));
    }
}
