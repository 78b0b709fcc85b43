import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Prints line coverage by module from JaCoCo's aggregate CSV and fails under the given share. */
final class CoverageGate {

    private static final int GROUP = 0;
    private static final int LINES_MISSED = 7;
    private static final int LINES_COVERED = 8;

    private record Lines(long covered, long missed) {
        Lines plus(Lines other) {
            return new Lines(covered + other.covered, missed + other.missed);
        }

        double share() {
            return covered + missed == 0 ? 1 : (double) covered / (covered + missed);
        }
    }

    public static void main(String[] args) throws IOException {
        double least = Double.parseDouble(args[1]);
        Map<String, Lines> modules = new TreeMap<>();
        for (var line : Files.readAllLines(Path.of(args[0])).stream().skip(1).toList()) {
            var cells = line.split(",", -1);
            var lines =
                    new Lines(
                            Long.parseLong(cells[LINES_COVERED]),
                            Long.parseLong(cells[LINES_MISSED]));
            modules.merge(cells[GROUP].replaceFirst(".*/", ""), lines, Lines::plus);
        }
        var all = modules.values().stream().reduce(new Lines(0, 0), Lines::plus);
        modules.forEach(
                (name, lines) -> System.out.printf("%-28s %6.1f %%%n", name, lines.share() * 100));
        System.out.printf("%-28s %6.1f %% of lines, %.1f %% needed%n", "all modules", all.share() * 100, least * 100);
        if (all.share() < least || all.covered() == 0) {
            System.err.println("Line coverage is too low; see target/site/jacoco-aggregate.");
            System.exit(1);
        }
    }
}
