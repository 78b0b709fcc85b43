package dev.haios.bench;

import static dev.haios.bench.report.Results.OURS;

import dev.haios.bench.bare.BareForwarder;
import dev.haios.bench.load.Call;
import dev.haios.bench.load.Control;
import dev.haios.bench.load.Wrk;
import dev.haios.bench.peer.Bare;
import dev.haios.bench.process.Usage;
import dev.haios.bench.report.Metric;
import dev.haios.bench.report.Sample;
import dev.haios.bench.report.Target;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code haios bench memory}: what every service occupies. */
@Command(
        name = "memory",
        header = "Memory of every service, after the start and after load.",
        description = {
            "",
            "RSS and PSS of each service and of all together, once they are healthy, and again"
                    + " after calls to the gateway, heartbeats to the registry and events to the"
                    + " event stream, each for one turn (--seconds). --rounds and --warm-up have no"
                    + " meaning here. The baseline `bare` is one Boot application that only"
                    + " forwards, with the gateway's options: the ratio says how many of it the"
                    + " fleet weighs."
        })
final class MemoryCommand implements Callable<Integer> {

    private static final String STARTED = "after the start";
    private static final String LOADED = "after load";
    private static final int CONNECTIONS = 16;
    private static final Duration READY = Duration.ofSeconds(30);

    private static final String INVOCATION =
            """
            {"target":{"type":"model","require_caps":["classify"]},\
            "payload":{"text":"quantum entanglement physics"},"policy":{"timeout_s":30}}\
            """;
    private static final String REGISTRATION =
            """
            {"service_id":"bench-{n}","name":"bench-{n}","type":"agent","role":"experimental",\
            "url":"http://127.0.0.1:8888","caps":["bench-{g}"],"heartbeat_interval_s":300,"ttl_s":600}\
            """;
    private static final String HEARTBEAT =
            """
            {"service_id":"bench-{n}","status":"ok"}\
            """;
    private static final String EVENT =
            """
            {"event_type":"bench","source":"bench","data":{"note":"something has happened"}}\
            """;
    private static final int SERVICES = 1_000;

    @Mixin private RunOptions options = new RunOptions();

    @Override
    public Integer call() {
        try (var run = Run.open(options)) {
            run.progress("starting the fleet");
            var fleet = run.fleet();
            fleet.up();
            // Any upstream will do: what it weighs does not depend on the answer.
            var bare =
                    Bare.start(
                            run.children(),
                            fleet.java("gateway"),
                            BareForwarder.class,
                            "--upstream=" + fleet.url("mock") + "/invoke");
            take(run, STARTED, bare);
            load(run, bare);
            take(run, LOADED, bare);
            return run.report("memory", "one start", Bare.NAME, targets(run));
        }
    }

    private void load(Run run, Bare bare) {
        var wrk = new Wrk(run.tools(), run.place());
        var fleet = run.fleet();
        var invoke = Call.always("POST", fleet.url("gateway") + "/invoke", INVOCATION);
        run.control().await(invoke, READY, Control.Answer::isOk);
        var register =
                new Call("POST", fleet.url("registry") + "/register", REGISTRATION, SERVICES, 100);
        run.control().sendEach(register);
        for (var call :
                List.of(
                        invoke,
                        new Call(
                                "PUT",
                                fleet.url("registry") + "/heartbeat",
                                HEARTBEAT,
                                SERVICES,
                                1),
                        Call.always("POST", fleet.url("event_stream") + "/broadcast", EVENT),
                        Call.always("POST", bare.url() + "/invoke", "{\"text\":\"anything\"}"))) {
            run.progress("loading " + call.url());
            var outcome = wrk.run(call, CONNECTIONS, options.turn());
            if (outcome.errors() > 0) {
                run.note(
                        "%d of %d calls failed: %s"
                                .formatted(outcome.errors(), outcome.calls(), call.url()));
            }
        }
    }

    private static void take(Run run, String when, Bare bare) {
        run.fleet().processes().forEach((name, pid) -> add(run, when, name, List.of(pid)));
        add(run, when, OURS, run.fleet().pids());
        add(run, when, Bare.NAME, bare.pids());
    }

    private static void add(Run run, String when, String who, Collection<Long> pids) {
        var memory = Usage.memory(pids);
        run.results()
                .add(
                        new Sample(
                                when,
                                who,
                                Map.of(
                                        Metric.RSS_MB, memory.rssMb(),
                                        Metric.PSS_MB, memory.pssMb())));
    }

    private static List<Target> targets(Run run) {
        return List.of(
                Target.atMost(
                        1_700,
                        "at most 1 700 MB RSS together after the start",
                        run.results().typical(STARTED, OURS, Metric.RSS_MB)));
    }
}
