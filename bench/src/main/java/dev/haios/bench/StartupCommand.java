package dev.haios.bench;

import static dev.haios.bench.report.Results.OURS;

import dev.haios.bench.load.Call;
import dev.haios.bench.process.Child;
import dev.haios.bench.process.Usage;
import dev.haios.bench.report.Metric;
import dev.haios.bench.report.Sample;
import dev.haios.bench.report.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code haios bench startup}: from nothing to a healthy fleet, and one command from a shell. */
@Command(
        name = "startup",
        header = "haios up, and haios services, beside plain java -jar.",
        description = {
            "",
            "The fleet is built, and its start caches are made before anything is measured. Then"
                    + " `haios up` starts every service until all are healthy, again and again. The"
                    + " baseline `plain` starts the same fat jars with the same options, all at once,"
                    + " and waits for the same. CPU-s is what the services used until then, the"
                    + " command not counted; RSS is theirs together. `haios services` is measured"
                    + " as a shell runs it, beside the plain jar of the command line."
        })
final class StartupCommand implements Callable<Integer> {

    private static final String PLAIN = "plain";
    private static final String UP = "up to all healthy";
    private static final String SERVICES = "haios services from a shell";
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration COMMAND = Duration.ofSeconds(30);
    private static final int MAX_COMMANDS = 1_000;
    private static final double MICROS_PER_S = 1e6;
    private static final double NANOS_PER_S = 1e9;

    @Mixin private RunOptions options = new RunOptions();

    @Option(
            names = "--commands",
            paramLabel = "<n>",
            defaultValue = "11",
            description = "How often each runs `services`; default ${DEFAULT-VALUE}.")
    private int commands;

    @Override
    public Integer call() {
        options.within("--commands", commands, 1, MAX_COMMANDS);
        try (var run = Run.open(options)) {
            prepare(run);
            for (int round = 1; round <= options.rounds(); round++) {
                run.progress("start " + round + " of " + options.rounds() + ", haios up");
                run.results().add(ours(run));
                if (round == options.rounds()) {
                    services(run);
                }
                run.fleet().down();
                run.progress("start " + round + " of " + options.rounds() + ", plain jars");
                run.results().add(plain(run));
            }
            return run.report("startup", commands + " commands", PLAIN, targets(run));
        }
    }

    private static void prepare(Run run) {
        run.progress("starting once, so that everything is unpacked");
        run.fleet().up();
        run.fleet().down();
        run.progress("making the start caches");
        if (!run.fleet().train()) {
            run.note("Services started without start caches: haios train failed.");
        }
    }

    private static Sample ours(Run run) {
        long begin = System.nanoTime();
        run.fleet().up();
        return sample(OURS, begin, run.fleet().pids());
    }

    private static Sample plain(Run run) {
        long begin = System.nanoTime();
        var started = run.fleet().startPlain(run.children());
        for (var service : run.fleet().enabled()) {
            run.control()
                    .await(
                            Call.always("GET", run.fleet().url(service) + "/health", ""),
                            START,
                            _ -> true);
        }
        var sample = sample(PLAIN, begin, started.stream().map(Child::pid).toList());
        run.children().close();
        return sample;
    }

    private static Sample sample(String who, long begin, Collection<Long> pids) {
        double seconds = (System.nanoTime() - begin) / NANOS_PER_S;
        var memory = Usage.memory(pids);
        return new Sample(
                UP,
                who,
                Map.of(
                        Metric.SECONDS,
                        seconds,
                        Metric.CPU_S,
                        Usage.cpuMicros(pids) / MICROS_PER_S,
                        Metric.RSS_MB,
                        memory.rssMb(),
                        Metric.PSS_MB,
                        memory.pssMb()));
    }

    private void services(Run run) {
        run.progress(SERVICES);
        var fleet = run.fleet();
        var jar = run.repository().resolve("haios-cli/target/haios-cli.jar");
        var plain =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Dhaios.repository=" + run.repository(),
                        "-jar",
                        jar.toString());
        for (int i = 0; i < commands; i++) {
            run.results().add(timed(OURS, () -> fleet.run(COMMAND, List.of("services"))));
            run.results().add(timed(PLAIN, () -> fleet.run(COMMAND, plain, List.of("services"))));
        }
    }

    private static Sample timed(String who, Runnable command) {
        long begin = System.nanoTime();
        command.run();
        return new Sample(
                SERVICES, who, Map.of(Metric.SECONDS, (System.nanoTime() - begin) / NANOS_PER_S));
    }

    private static List<Target> targets(Run run) {
        var results = run.results();
        return List.of(
                Target.atMost(
                        12,
                        "up to all healthy in at most 12 s",
                        results.typical(UP, OURS, Metric.SECONDS)),
                Target.atMost(
                        1_700,
                        "at most 1 700 MB RSS together",
                        results.typical(UP, OURS, Metric.RSS_MB)),
                Target.atMost(
                        0.35,
                        "haios services in at most 0.35 s",
                        results.typical(SERVICES, OURS, Metric.SECONDS)));
    }
}
