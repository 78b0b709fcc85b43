package dev.haios.adapters.domain;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Prints, as Markdown, how good the classifier is: ten-fold cross-validation over the labelled
 * texts, and the figures for texts kept apart. {@code docs/domain-classifier.md} holds its output.
 */
final class DomainReport {

    private static final int FOLDS = 10;
    private static final int TENTHS = 10;
    private static final int MOST_FREQUENT = 8;

    private final List<Judged> judged;
    private final PrintStream out;

    DomainReport(List<Judged> judged, PrintStream out) {
        this.judged = judged;
        this.out = out;
    }

    /**
     * Arguments: the folder of labelled texts, a folder of texts kept apart.
     *
     * @throws IOException if a file cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var set = TrainingSet.read(Path.of(arguments[0]));
        out.println("## Ten-fold cross-validation\n");
        new DomainReport(new CrossValidation(set, FOLDS).run(), out).print();
        out.println("## Texts kept apart\n");
        var model = Trainer.train(set.all());
        var apart = TrainingSet.lines(Path.of(arguments[1]));
        new DomainReport(CrossValidation.judge(model, apart), out).print();
    }

    void print() {
        domains();
        confusions();
        abstention();
        calibration();
    }

    private void domains() {
        head("domain", "texts", "precision", "recall");
        for (String domain : names()) {
            long all = judged.stream().filter(j -> j.example().domain().equals(domain)).count();
            long said = judged.stream().filter(j -> j.answer().equals(domain)).count();
            long right =
                    judged.stream().filter(j -> j.right() && j.answer().equals(domain)).count();
            row(domain, all, share(right, said), share(right, all));
        }
        row("**all**", judged.size(), "accuracy", accuracy(judged));
        out.println();
    }

    private void confusions() {
        head("texts", "of", "taken for");
        judged.stream()
                .filter(j -> !j.right())
                .collect(
                        Collectors.groupingBy(
                                j -> j.example().domain() + " | " + j.answer(),
                                TreeMap::new,
                                Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST_FREQUENT)
                .forEach(entry -> row(entry.getValue(), entry.getKey()));
        out.println();
    }

    private void abstention() {
        head("least confidence", "answered", "right among the answered");
        DoubleStream.concat(
                        IntStream.range(0, TENTHS).mapToDouble(tenth -> tenth / 10.0),
                        DoubleStream.of(DomainClassifier.LEAST_CONFIDENCE))
                .distinct()
                .sorted()
                .forEach(least -> {
                    var answered =
                            judged.stream().filter(j -> j.evidence().suffices(least)).toList();
                    row(least, share(answered.size(), judged.size()), accuracy(answered));
                });
        out.println();
    }

    private void calibration() {
        head("confidence from", "texts", "mean confidence", "right");
        tenths(judged)
                .forEach((tenth, bin) ->
                        row(tenth / 10.0, bin.size(), meanConfidence(bin), accuracy(bin)));
        out.println();
        head("expected calibration error", "mean log-likelihood");
        row(calibrationError(judged), logLikelihood(judged));
        out.println();
    }

    /** Texts by the first decimal of their confidence. */
    private static Map<Integer, List<Judged>> tenths(List<Judged> judged) {
        return judged.stream()
                .collect(
                        Collectors.groupingBy(
                                j -> (int) (j.confidence() * TENTHS),
                                TreeMap::new,
                                Collectors.toList()));
    }

    private static double meanConfidence(List<Judged> judged) {
        return judged.stream().mapToDouble(Judged::confidence).average().orElse(0);
    }

    /**
     * How far a confidence is from the share of right answers among texts of about the same
     * confidence, on average over the texts; 0 is perfect.
     */
    static double calibrationError(List<Judged> judged) {
        double error = 0;
        for (var bin : tenths(judged).values()) {
            error += bin.size() * Math.abs(meanConfidence(bin) - accuracy(bin));
        }
        return error / judged.size();
    }

    private static double logLikelihood(List<Judged> judged) {
        return judged.stream().mapToDouble(j -> Math.log(j.given())).average().orElse(0);
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>();
        judged.forEach(j -> names.add(j.example().domain()));
        return names;
    }

    static double accuracy(List<Judged> judged) {
        return share(judged.stream().filter(Judged::right).count(), judged.size());
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private void head(String... titles) {
        row((Object[]) titles);
        out.println("|---".repeat(titles.length) + "|");
    }

    private void row(Object... cells) {
        out.println(
                Arrays.stream(cells)
                        .map(cell ->
                                cell instanceof Double number
                                        ? String.format(Locale.ROOT, "%.3f", number)
                                        : cell.toString())
                        .collect(Collectors.joining(" | ", "| ", " |")));
    }
}
