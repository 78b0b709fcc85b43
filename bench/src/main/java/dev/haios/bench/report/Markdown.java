package dev.haios.bench.report;

import static dev.haios.bench.report.Results.OURS;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A report as Markdown whose tables also read well as plain text. */
public final class Markdown {

    private final StringBuilder text = new StringBuilder();

    private Markdown() {}

    public static String of(Report report) {
        var markdown = new Markdown();
        markdown.head(report);
        report.results().loads().forEach(what -> markdown.load(report, what));
        markdown.targets(report.targets());
        markdown.list("Skipped", report.skipped());
        markdown.list("Notes", report.notes());
        return markdown.text.toString();
    }

    private void head(Report report) {
        var machine = report.machine();
        text.append(
                String.format(
                        Locale.ROOT,
                        "haios bench %s, %s, commit %s%n%d cores (%s), %.1f GiB, JDK %s, %s,"
                                + " load %.2f%n%s%n",
                        report.benchmark(),
                        machine.date(),
                        machine.commit(),
                        machine.cores(),
                        machine.processor(),
                        machine.memoryGib(),
                        machine.jdk(),
                        machine.kernel(),
                        machine.load(),
                        report.options()));
    }

    private void load(Report report, String what) {
        var results = report.results();
        var metrics = List.copyOf(results.metrics(what));
        var rows = new ArrayList<List<String>>();
        rows.add(row("", metrics.stream().map(Metric::heading), "spread"));
        for (var who : results.contestants(what)) {
            rows.add(
                    row(
                            who,
                            metrics.stream()
                                    .map(metric -> metric.text(results.typical(what, who, metric))),
                            percent(results.spread(what, who, metrics.getFirst()))));
        }
        if (results.contestants(what).contains(report.baseline())) {
            rows.add(
                    row(
                            OURS + " / " + report.baseline(),
                            metrics.stream()
                                    .map(metric ->
                                            metric.isCount()
                                                    ? ""
                                                    : ratio(
                                                            results.ratio(
                                                                    what,
                                                                    OURS,
                                                                    report.baseline(),
                                                                    metric))),
                            ""));
        }
        text.append('\n').append(what).append("\n\n");
        table(rows);
    }

    private void targets(List<Target> targets) {
        if (targets.isEmpty()) {
            return;
        }
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("target", "seen", ""));
        targets.forEach(target ->
                rows.add(List.of(target.text(), figure(target.seen()), target.verdict())));
        text.append('\n');
        table(rows);
    }

    private void list(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            text.append('\n').append(title).append(":\n\n");
            lines.forEach(line -> text.append("- ").append(line).append('\n'));
        }
    }

    /** The first column is words; the others are figures, set to the right. */
    private void table(List<List<String>> rows) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (var row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(Math.max(widths[i], 3), row.get(i).length());
            }
        }
        for (int r = 0; r < rows.size(); r++) {
            text.append('|');
            for (int i = 0; i < columns; i++) {
                var cell = rows.get(r).get(i);
                var blanks = " ".repeat(widths[i] - cell.length());
                text.append(' ').append(i == 0 ? cell + blanks : blanks + cell).append(" |");
            }
            text.append('\n');
            if (r == 0) {
                text.append('|');
                for (int i = 0; i < columns; i++) {
                    text.append("-".repeat(widths[i] + 1)).append(i == 0 ? "-|" : ":|");
                }
                text.append('\n');
            }
        }
    }

    private static List<String> row(String first, Stream<String> middle, String last) {
        return Stream.of(Stream.of(first), middle, Stream.of(last)).flatMap(all -> all).toList();
    }

    private static String percent(double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.0f %%", share * 100) : "";
    }

    private static String ratio(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : "";
    }

    private static String figure(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        var pattern = Math.abs(value) >= 100 || value == Math.rint(value) ? "%,.0f" : "%.2f";
        return String.format(Locale.ROOT, pattern, value).replace(',', ' ');
    }
}
