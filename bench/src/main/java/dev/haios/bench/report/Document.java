package dev.haios.bench.report;

import static dev.haios.bench.report.Results.OURS;

import dev.haios.contracts.schema.Wire;
import tools.jackson.databind.node.ObjectNode;

/** A report as one JSON document. */
public final class Document {

    private Document() {}

    public static ObjectNode of(Report report) {
        var document = Wire.mapper().createObjectNode();
        document.put("benchmark", report.benchmark());
        document.set("machine", Wire.mapper().valueToTree(report.machine()));
        document.put("options", report.options()).put("baseline", report.baseline());
        var loads = document.putArray("loads");
        report.results().loads().forEach(what -> load(loads.addObject(), report, what));
        var targets = document.putArray("targets");
        report.targets()
                .forEach(target -> {
                    var row = targets.addObject().put("target", target.text());
                    row.put("bound", Wire.word(target.bound())).put("limit", target.limit());
                    if (!Double.isNaN(target.seen())) {
                        row.put("seen", target.seen()).put("met", target.isMet());
                    }
                });
        report.skipped().forEach(document.putArray("skipped")::add);
        report.notes().forEach(document.putArray("notes")::add);
        return document;
    }

    private static void load(ObjectNode load, Report report, String what) {
        var results = report.results();
        load.put("load", what);
        var rows = load.putArray("contestants");
        for (var who : results.contestants(what)) {
            var row = rows.addObject().put("name", who);
            var typical = row.putObject("typical");
            for (var metric : results.metrics(what)) {
                put(typical, metric, results.typical(what, who, metric));
            }
            var rounds = row.putArray("rounds");
            for (var sample : results.rounds(what, who)) {
                var round = rounds.addObject();
                sample.figures().forEach((metric, figure) -> put(round, metric, figure));
            }
        }
        var ratios = load.putObject("ratio");
        for (var metric : results.metrics(what)) {
            if (!metric.isCount()) {
                put(ratios, metric, results.ratio(what, OURS, report.baseline(), metric));
            }
        }
    }

    private static void put(ObjectNode row, Metric metric, double figure) {
        if (Double.isFinite(figure)) {
            row.put(metric.word(), figure);
        }
    }
}
