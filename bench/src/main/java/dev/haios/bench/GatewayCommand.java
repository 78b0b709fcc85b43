package dev.haios.bench;

import static dev.haios.bench.report.Results.OURS;

import dev.haios.bench.bare.BareForwarder;
import dev.haios.bench.load.Call;
import dev.haios.bench.load.ConstantRate;
import dev.haios.bench.load.Wrk;
import dev.haios.bench.peer.Bare;
import dev.haios.bench.peer.Nginx;
import dev.haios.bench.process.Broken;
import dev.haios.bench.report.Metric;
import dev.haios.bench.report.Sample;
import dev.haios.bench.report.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code haios bench gateway}: the way of a call through the fleet. */
@Command(
        name = "gateway",
        header = "POST /invoke beside a bare Boot forwarder and nginx.",
        description = {
            "",
            "An upstream that answers at once (nginx) is registered, and called through the gateway"
                    + " as fast as it goes, then at a constant rate. CPU-us counts every service"
                    + " that was started: gateway, router, registry, event stream, monitor. The"
                    + " baseline `bare` is a Boot application that only forwards; neither it nor"
                    + " nginx chooses an upstream or writes a receipt."
        })
final class GatewayCommand implements Callable<Integer> {

    private static final String DIRECT = "direct";
    private static final Duration READY = Duration.ofSeconds(30);
    private static final int MAX_CONNECTIONS = 1_000;
    private static final int MAX_RATE = 20_000;

    private static final String INVOCATION =
            """
            {"target":{"type":"model","role":"production","require_caps":["bench"]},\
            "payload":{"text":"What does the measurement of one particle tell about another one \
            far away?"},"policy":{"timeout_s":30}}\
            """;

    @Mixin private RunOptions options = new RunOptions();

    @Option(
            names = "--concurrency",
            paramLabel = "<n>",
            defaultValue = "16",
            description = "Calls at once; default ${DEFAULT-VALUE}. 0 leaves that part out.")
    private int concurrency;

    @Option(
            names = "--rate",
            paramLabel = "<n>",
            defaultValue = "500",
            description =
                    "Calls a second of the constant rate; default ${DEFAULT-VALUE}. 0 leaves that"
                            + " part out.")
    private int rate;

    @Override
    public Integer call() {
        options.within("--concurrency", concurrency, 0, MAX_CONNECTIONS);
        options.within("--rate", rate, 0, MAX_RATE);
        try (var run = Run.open(options)) {
            var contestants = contestants(run);
            if (concurrency > 0) {
                closed(run, contestants);
            }
            if (rate > 0) {
                constant(run, contestants);
            }
            return run.report(
                    "gateway",
                    "%d at once, %d/s".formatted(concurrency, rate),
                    Bare.NAME,
                    targets(run));
        }
    }

    private List<Contestant> contestants(Run run) {
        var nginx =
                Nginx.find(run.tools(), run.children(), run.place())
                        .orElseThrow(() ->
                                new Broken(
                                        "the upstream is an nginx, which is missing and cannot be"
                                                + " downloaded: install the package nginx-light"));
        var upstream = nginx.upstream();
        run.progress("starting the fleet");
        run.fleet().up("gateway", "event_stream", "heartbeat_monitor");
        run.control()
                .await(
                        Call.always(
                                "POST",
                                run.fleet().url("registry") + "/register",
                                """
                                {"name":"bench-upstream","type":"model","role":"production",\
                                "url":"%s","caps":["bench"],"heartbeat_interval_s":300,\
                                "ttl_s":600}\
                                """
                                        .formatted(upstream.url())),
                        READY,
                        _ -> true);
        var bare =
                Bare.start(
                        run.children(),
                        run.fleet().java("gateway"),
                        BareForwarder.class,
                        "--upstream=" + upstream.url() + "/");
        var proxy = nginx.proxy(upstream);
        var contestants =
                List.of(
                        contestant(OURS, run.fleet().url("gateway"), run.fleet().pids()),
                        contestant(Bare.NAME, bare.url(), bare.pids()),
                        contestant("nginx", proxy.url(), proxy.pids()),
                        contestant(DIRECT, upstream.url(), upstream.pids()));
        for (var contestant : contestants) {
            run.control()
                    .await(
                            contestant.call(),
                            READY,
                            answer -> answer.json().toString().contains("is there at once"));
        }
        return contestants;
    }

    private static Contestant contestant(String name, String url, Collection<Long> pids) {
        return new Contestant(name, Call.always("POST", url + "/invoke", INVOCATION), pids);
    }

    private String closedLoad() {
        return "POST /invoke, " + concurrency + " at once";
    }

    private String constantLoad() {
        return "POST /invoke, " + rate + "/s";
    }

    private void closed(Run run, List<Contestant> contestants) {
        var wrk = new Wrk(run.tools(), run.place());
        var compared = contestants.stream().filter(one -> !one.name().equals(DIRECT)).toList();
        for (var one : compared) {
            run.progress("warming up " + one.name());
            if (!options.warmUp().isZero()) {
                wrk.run(one.call(), concurrency, options.warmUp());
            }
        }
        for (int round = 1; round <= options.rounds(); round++) {
            run.progress(closedLoad() + ", round " + round + " of " + options.rounds());
            for (var one : compared) {
                run.measure(
                        closedLoad(),
                        one.name(),
                        one.pids(),
                        () -> wrk.run(one.call(), concurrency, options.turn()));
            }
        }
    }

    private void constant(Run run, List<Contestant> contestants) {
        var load = new ConstantRate(rate, Math.max(1, Math.min(rate / 25, 16)));
        for (var one : contestants) {
            run.progress("warming up " + one.name());
            load.run("POST", one.call().url(), options.warmUp().dividedBy(2), _ -> INVOCATION);
        }
        for (int round = 1; round <= options.rounds(); round++) {
            run.progress(constantLoad() + ", round " + round + " of " + options.rounds());
            var figures = new HashMap<String, Map<Metric, Double>>();
            for (var one : contestants) {
                figures.put(
                        one.name(),
                        Run.figures(
                                one.pids(),
                                () ->
                                        load.run(
                                                "POST",
                                                one.call().url(),
                                                options.turn(),
                                                _ -> INVOCATION)));
            }
            var direct = figures.getOrDefault(DIRECT, Map.of());
            for (var one : contestants) {
                var all = figures.getOrDefault(one.name(), Map.of());
                all.remove(Metric.CALLS_PER_S);
                if (!one.name().equals(DIRECT)) {
                    added(all, direct, Metric.P50_MS, Metric.ADDED_P50_MS);
                    added(all, direct, Metric.P95_MS, Metric.ADDED_P95_MS);
                    added(all, direct, Metric.P99_MS, Metric.ADDED_P99_MS);
                }
                run.results().add(new Sample(constantLoad(), one.name(), all));
            }
        }
    }

    private static void added(
            Map<Metric, Double> figures, Map<Metric, Double> direct, Metric whole, Metric added) {
        figures.put(
                added,
                figures.getOrDefault(whole, Double.NaN) - direct.getOrDefault(whole, Double.NaN));
    }

    private List<Target> targets(Run run) {
        var results = run.results();
        var targets = new ArrayList<Target>();
        if (concurrency > 0) {
            targets.add(
                    Target.atLeast(
                            0.4,
                            "at least 0.4 of the bare forwarder's calls/s",
                            results.ratio(closedLoad(), OURS, Bare.NAME, Metric.CALLS_PER_S)));
            targets.add(
                    Target.atMost(
                            220,
                            "at most 220 CPU-us in all our processes",
                            results.typical(closedLoad(), OURS, Metric.CPU_US)));
            targets.add(
                    Target.atMost(
                            8,
                            "p99 at most 8 ms",
                            results.typical(closedLoad(), OURS, Metric.P99_MS)));
            targets.add(
                    Target.atMost(
                            0,
                            "no failed call (of %s made; the aim is a million)"
                                    .formatted(
                                            Metric.CALLS.text(
                                                    results.typical(
                                                            closedLoad(), OURS, Metric.CALLS))),
                            results.typical(closedLoad(), OURS, Metric.ERRORS)));
        }
        if (rate > 0) {
            added(targets, run, 0.8, Metric.ADDED_P50_MS);
            added(targets, run, 2, Metric.ADDED_P95_MS);
            added(targets, run, 4, Metric.ADDED_P99_MS);
        }
        return targets;
    }

    private void added(List<Target> targets, Run run, double limit, Metric metric) {
        targets.add(
                Target.atMost(
                        limit,
                        "%d/s: %s at most %s ms".formatted(rate, metric.heading(), limit),
                        run.results().typical(constantLoad(), OURS, metric)));
    }
}
