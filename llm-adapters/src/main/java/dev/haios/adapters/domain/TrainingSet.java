package dev.haios.adapters.domain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The labelled texts of {@code src/main/domains}: one file per domain, one text per line.
 *
 * @param texts of the kinds people send; these are trained on and tested by cross-validation
 * @param glossary lines of a domain's terms from its {@code glossary} folder; trained on only
 */
record TrainingSet(List<Example> texts, List<Example> glossary) {

    TrainingSet {
        texts = List.copyOf(texts);
        glossary = List.copyOf(glossary);
    }

    static TrainingSet read(Path folder) throws IOException {
        return new TrainingSet(lines(folder), lines(folder.resolve("glossary")));
    }

    /** The labelled lines of one folder, in the order of file names and lines. */
    static List<Example> lines(Path folder) throws IOException {
        List<Example> examples = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(TrainingSet::isText).sorted().toList()) {
                var domain = file.getFileName().toString().replace(".txt", "");
                for (String line : Files.readAllLines(file)) {
                    if (!line.isBlank()) {
                        examples.add(new Example(domain, line.strip()));
                    }
                }
            }
        }
        return examples;
    }

    private static boolean isText(Path file) {
        return file.getFileName().toString().endsWith(".txt");
    }

    /** Everything there is to learn from. */
    List<Example> all() {
        return Stream.concat(texts.stream(), glossary.stream()).toList();
    }
}
