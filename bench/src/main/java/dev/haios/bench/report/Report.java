package dev.haios.bench.report;

import java.util.List;

/**
 * Everything one run has to say.
 *
 * @param benchmark its name on the command line
 * @param options how it was run, in words
 * @param baseline the contestant that ours is divided by
 * @param skipped contestants that could not take part, each with the reason
 * @param notes what a reader of the figures must know
 */
public record Report(
        String benchmark,
        Machine machine,
        String options,
        String baseline,
        Results results,
        List<Target> targets,
        List<String> skipped,
        List<String> notes) {

    public Report {
        targets = List.copyOf(targets);
        skipped = List.copyOf(skipped);
        notes = List.copyOf(notes);
    }
}
