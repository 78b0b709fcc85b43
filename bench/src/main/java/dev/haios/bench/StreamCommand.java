package dev.haios.bench;

import static dev.haios.bench.report.Results.OURS;

import dev.haios.bench.bare.BareBroadcaster;
import dev.haios.bench.load.ConstantRate;
import dev.haios.bench.load.Outcome;
import dev.haios.bench.load.Subscribers;
import dev.haios.bench.peer.Bare;
import dev.haios.bench.process.Usage;
import dev.haios.bench.report.Metric;
import dev.haios.bench.report.Sample;
import dev.haios.bench.report.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code haios bench stream}: one event to many clients. */
@Command(
        name = "stream",
        header = "Events to /ws clients beside a bare Tomcat broadcaster.",
        description = {
            "",
            "So many WebSocket clients listen while events are published one by one at a constant"
                    + " rate. A delivery took from the moment its event was due until a client had"
                    + " read it; CPU-us is the server's, for one delivery. The baseline `bare` is a"
                    + " Boot application that sends the text to every session; ours also numbers,"
                    + " stores (before it answers) and filters, and lets no slow client hold up"
                    + " another."
        })
final class StreamCommand implements Callable<Integer> {

    private static final int MAX_CLIENTS = 2_000;
    private static final int MAX_RATE = 5_000;
    private static final int PUBLISHERS = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String EVENT =
            """
            {"event_type":"bench","source":"bench","data":{"mark":"due=%d",\
            "note":"a short sentence about what has just happened to this agent in the fleet"}}\
            """;

    @Mixin private RunOptions options = new RunOptions();

    @Option(
            names = "--clients",
            paramLabel = "<n>",
            defaultValue = "200",
            description = "Clients that listen; default ${DEFAULT-VALUE}.")
    private int clients;

    @Option(
            names = "--rate",
            paramLabel = "<n>",
            defaultValue = "200",
            description = "Events a second; default ${DEFAULT-VALUE}.")
    private int rate;

    /** An event stream under test, with its clients. */
    private record Stream(
            String name, String publish, Collection<Long> pids, Subscribers subscribers) {}

    @Override
    public Integer call() {
        options.within("--clients", clients, 1, MAX_CLIENTS);
        options.within("--rate", rate, 1, MAX_RATE);
        try (var run = Run.open(options)) {
            run.progress("starting the event stream");
            run.fleet().up("event_stream");
            var bare =
                    Bare.start(
                            run.children(),
                            run.fleet().java("event_stream"),
                            BareBroadcaster.class);
            var streams = new ArrayList<Stream>();
            try {
                streams.add(
                        stream(
                                OURS,
                                run.fleet().url("event_stream"),
                                run.fleet().pids(),
                                "{\"subscribe\":{\"types\":[\"bench\"]}}"));
                streams.add(stream(Bare.NAME, bare.url(), bare.pids(), ""));
                measure(run, streams);
            } finally {
                streams.forEach(stream -> stream.subscribers().close());
            }
            return run.report(
                    "stream",
                    "%d clients, %d events/s".formatted(clients, rate),
                    Bare.NAME,
                    targets(run));
        }
    }

    private Stream stream(String name, String url, Collection<Long> pids, String hello) {
        return new Stream(
                name,
                url + "/broadcast",
                pids,
                Subscribers.connect(url.replace("http:", "ws:") + "/ws", clients, hello));
    }

    private void measure(Run run, List<Stream> streams) {
        if (!options.warmUp().isZero()) {
            for (var stream : streams) {
                run.progress("warming up " + stream.name());
                turn(stream, options.warmUp());
            }
        }
        for (int round = 1; round <= options.rounds(); round++) {
            run.progress("round " + round + " of " + options.rounds());
            for (var stream : streams) {
                run.results().add(turn(stream, options.turn()));
            }
        }
    }

    private Sample turn(Stream stream, Duration duration) {
        double before = Usage.cpuMicros(stream.pids());
        stream.subscribers().begin();
        Outcome published =
                new ConstantRate(rate, PUBLISHERS)
                        .run("POST", stream.publish(), duration, EVENT::formatted);
        long expected = published.calls() * clients;
        var got = stream.subscribers().end(expected, published.seconds(), PATIENCE);
        double used = Usage.cpuMicros(stream.pids()) - before;
        var figures = new EnumMap<Metric, Double>(Metric.class);
        figures.put(Metric.DELIVERIES_PER_S, got.callsPerSecond());
        figures.put(Metric.DELIVERED_PERCENT, 100.0 * got.calls() / expected);
        figures.put(Metric.CPU_US, used / got.calls());
        figures.put(Metric.P50_MS, got.p50Ms());
        figures.put(Metric.P95_MS, got.p95Ms());
        figures.put(Metric.P99_MS, got.p99Ms());
        figures.put(Metric.ERRORS, (double) (published.errors() + got.errors()));
        return new Sample(load(), stream.name(), figures);
    }

    private String load() {
        return "%d /ws clients, %d events/s".formatted(clients, rate);
    }

    private List<Target> targets(Run run) {
        var results = run.results();
        return List.of(
                Target.atLeast(
                        100,
                        "100 % delivered",
                        results.typical(load(), OURS, Metric.DELIVERED_PERCENT)),
                Target.atMost(
                        20, "p99 at most 20 ms", results.typical(load(), OURS, Metric.P99_MS)),
                Target.atMost(
                        12,
                        "at most 12 CPU-us a delivery",
                        results.typical(load(), OURS, Metric.CPU_US)));
    }
}
