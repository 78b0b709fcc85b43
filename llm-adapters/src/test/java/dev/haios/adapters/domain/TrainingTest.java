package dev.haios.adapters.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.adapters.words.Stem;
import dev.haios.adapters.words.Words;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The texts, and what training makes of them. */
class TrainingTest {

    private static final Path TEXTS = Path.of("src/main/domains");
    private static final Path APART = Path.of("src/test/domains");

    /** Two texts that share more than half of their words are one text written twice. */
    private static final double ALIKE = 0.5;

    private static TrainingSet set = new TrainingSet(List.of(), List.of());

    @BeforeAll
    static void read() throws IOException {
        set = TrainingSet.read(TEXTS);
    }

    @Test
    void sixteen_domains_have_at_least_140_texts_each() {
        var sizes =
                set.texts().stream()
                        .collect(Collectors.groupingBy(Example::domain, Collectors.counting()));

        assertThat(sizes).hasSize(DomainClassifier.DOMAINS);
        assertThat(sizes.values()).allMatch(size -> size >= 140);
    }

    @Test
    void no_two_texts_are_alike_nor_is_a_tested_one_in_the_glossary_or_the_training()
            throws IOException {
        var tested = new ArrayList<>(set.texts());
        tested.addAll(TrainingSet.lines(APART));
        var known = new ArrayList<>(tested);
        known.addAll(set.glossary());
        List<Set<String>> words = known.stream().map(example -> stems(example.text())).toList();
        List<String> alike = new ArrayList<>();
        for (int i = 0; i < tested.size(); i++) {
            for (int j = i + 1; j < known.size(); j++) {
                if (likeness(words.get(i), words.get(j)) > ALIKE) {
                    alike.add(known.get(i).text() + "  =  " + known.get(j).text());
                }
            }
        }

        assertThat(alike).isEmpty();
    }

    @Test
    void the_same_texts_give_the_same_bytes_and_those_are_in_the_jar(@TempDir Path folder)
            throws IOException {
        var file = folder.resolve("model/domain.model");
        TrainDomains.main(new String[] {TEXTS.toString(), file.toString()});

        try (var packed = DomainClassifier.class.getResourceAsStream("domain.model")) {
            assertThat(Files.readAllBytes(file))
                    .isEqualTo(Objects.requireNonNull(packed).readAllBytes());
        }
    }

    @Test
    void texts_it_was_not_trained_on_are_recognised_and_the_report_says_how_well()
            throws IOException {
        var validation = new CrossValidation(set, 5);
        var judged = validation.run(0);
        var text = new ByteArrayOutputStream();
        new DomainReport(judged, new PrintStream(text, true, StandardCharsets.UTF_8)).print();

        assertThat(DomainReport.accuracy(judged)).isGreaterThan(0.83);
        assertThat(DomainReport.calibrationError(judged))
                .as("how far a confidence is from the share of right answers")
                .isLessThan(0.06);
        assertThat(text.toString(StandardCharsets.UTF_8))
                .contains("| physics | 36 | ")
                .contains("| **all** | 576 | accuracy | 0.8")
                .contains("least confidence")
                .contains("mean confidence");
    }

    @Test
    void every_text_is_judged_once_whatever_the_folds() throws IOException {
        var few =
                new TrainingSet(
                        set.texts().stream()
                                .filter(example ->
                                        Set.of("math", "law_policy").contains(example.domain()))
                                .toList(),
                        List.of());
        var judged = new CrossValidation(few, 3).run();

        assertThat(judged.stream().map(Judged::example))
                .containsExactlyInAnyOrderElementsOf(few.texts());
        assertThat(DomainReport.accuracy(judged)).isGreaterThan(0.85);
    }

    private static Set<String> stems(String text) {
        return Words.of(text).stream().map(Stem::of).collect(Collectors.toSet());
    }

    /** Share of common words among all words of two texts; short queries may share one or two. */
    private static double likeness(Set<String> one, Set<String> other) {
        if (Math.min(one.size(), other.size()) < 3) {
            return one.equals(other) ? 1 : 0;
        }
        Set<String> both = new HashSet<>(one);
        both.retainAll(other);
        return (double) both.size() / (one.size() + other.size() - both.size());
    }
}
