package dev.haios.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.haios.bench.load.Control;
import dev.haios.bench.load.Outcome;
import dev.haios.bench.process.Children;
import dev.haios.bench.process.Fleet;
import dev.haios.bench.process.Place;
import dev.haios.bench.process.Tools;
import dev.haios.bench.process.Usage;
import dev.haios.bench.report.Document;
import dev.haios.bench.report.Machine;
import dev.haios.bench.report.Markdown;
import dev.haios.bench.report.Metric;
import dev.haios.bench.report.Report;
import dev.haios.bench.report.Results;
import dev.haios.bench.report.Sample;
import dev.haios.bench.report.Target;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One run of a benchmark: what it has to work with, and what it found. Closing stops everything
 * that was started; so does Ctrl-C.
 */
final class Run implements AutoCloseable {

    private final RunOptions options;
    private final Machine machine;
    private final Place place;
    private final Children children;
    private final Fleet fleet;
    private final Tools tools;
    private final Control control = new Control();
    private final Results results = new Results();
    private final List<String> notes = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private final Thread atExit = new Thread(this::stop, "stop-what-was-started");
    private boolean stopped;

    private Run(RunOptions options, Path repository, Place place) {
        this.options = options;
        this.place = place;
        machine = Machine.here(repository, Clock.systemUTC());
        children = new Children(place.logs());
        tools = new Tools(place);
        fleet = Fleet.prepare(place, command(repository));
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Takes the folder of the benchmarks, and tidies up after a run that was cut off. */
    static Run open(RunOptions options) {
        var repository =
                Path.of(System.getProperty("haios.repository", ".")).toAbsolutePath().normalize();
        var home = System.getenv().getOrDefault("HAIOS_HOME", "");
        var artifacts =
                (home.isBlank() ? repository : Path.of(home)).toAbsolutePath().resolve("artifacts");
        var place = Place.take(repository, artifacts);
        try {
            var run = new Run(options, repository, place);
            if (run.machine.isBusy()) {
                run.note(
                        "The machine was busy when this began (load %.1f on %d cores): the figures are noisy."
                                .formatted(run.machine.load(), run.machine.cores()));
            }
            if (place.isJustCleared(Clock.systemUTC())) {
                run.note(
                        "Files of an earlier run were deleted less than five minutes ago: creating files, one for each receipt, costs more than usual.");
            }
            return run;
        } catch (RuntimeException e) {
            place.close();
            throw e;
        }
    }

    /** The script when it started us; else the command's jar, which builds nothing. */
    private static List<String> command(Path repository) {
        var script = System.getProperty("haios.command", "");
        return script.isEmpty()
                ? List.of(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Dhaios.repository=" + repository,
                        "-jar",
                        repository.resolve("haios-cli/target/haios-cli.jar").toString())
                : List.of(script);
    }

    RunOptions options() {
        return options;
    }

    Place place() {
        return place;
    }

    Path repository() {
        return place.repository();
    }

    Fleet fleet() {
        return fleet;
    }

    Children children() {
        return children;
    }

    Tools tools() {
        return tools;
    }

    Control control() {
        return control;
    }

    Results results() {
        return results;
    }

    /** Says on standard error what happens now. */
    void progress(String text) {
        var err = new PrintStream(System.err, true, UTF_8);
        err.println("haios bench: " + text);
    }

    /** Something the reader of the figures must know. */
    void note(String sentence) {
        progress(sentence);
        notes.add(sentence);
    }

    /** A contestant that cannot take part. */
    void skip(String who, String reason) {
        progress("without " + who + ": " + reason);
        skipped.add(who + ": " + reason);
    }

    /** Loads a contestant and keeps what came of it, and the processor time it took per call. */
    void measure(String what, String who, Collection<Long> pids, Supplier<Outcome> load) {
        results.add(new Sample(what, who, figures(pids, load)));
    }

    /** Loads a contestant and answers its figures. */
    static Map<Metric, Double> figures(Collection<Long> pids, Supplier<Outcome> load) {
        double before = Usage.cpuMicros(pids);
        var outcome = load.get();
        double after = Usage.cpuMicros(pids);
        var figures = new EnumMap<Metric, Double>(Metric.class);
        figures.put(Metric.CALLS_PER_S, outcome.callsPerSecond());
        figures.put(Metric.CPU_US, (after - before) / outcome.calls());
        figures.put(Metric.P50_MS, outcome.p50Ms());
        figures.put(Metric.P95_MS, outcome.p95Ms());
        figures.put(Metric.P99_MS, outcome.p99Ms());
        figures.put(Metric.CALLS, (double) outcome.calls());
        figures.put(Metric.ERRORS, (double) outcome.errors());
        return figures;
    }

    /** Prints the report and answers the exit code: figures with failed calls are no figures. */
    int report(String benchmark, String words, String baseline, List<Target> targets) {
        long errors = results.errors();
        if (errors > 0) {
            note(errors + " calls failed: these figures are not to be trusted.");
        }
        var report =
                new Report(
                        benchmark,
                        machine,
                        options.words() + ", " + words,
                        baseline,
                        results,
                        targets,
                        skipped,
                        notes);
        var out = new PrintStream(System.out, true, UTF_8);
        if (options.json()) {
            out.println(Document.of(report));
        } else {
            out.print(Markdown.of(report));
        }
        return errors > 0 ? Bench.BROKEN : 0;
    }

    private synchronized void stop() {
        if (!stopped) {
            stopped = true;
            children.close();
            fleet.close();
            place.close();
        }
    }

    @Override
    public void close() {
        stop();
        control.close();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException alreadyEnding) {
            // Ctrl-C: the hook has stopped everything.
            return;
        }
    }
}
