package dev.haios.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.kit.testing.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** How a member fares: its memory, its metrics, and whether it is still the process it was. */
final class Vitals {

    private static final Pattern TENURED = Pattern.compile("Tenured\\s+total \\d+K, used (\\d+)K");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    /** Bounds that a metric does not tell itself; docs/limits.md has them, too. */
    private static final Map<String, Integer> BOUNDS =
            Map.of(
                    "haios_store_queue_depth", 4096,
                    "haios_store_read_queue_depth", 4096,
                    "haios_events_waiting", 10_000,
                    "haios_sse_queue_depth", 4096,
                    "haios_event_buffered", 8192,
                    "haios_route_kept", 1000,
                    "haios_route_questions", 256,
                    "haios_upstream_breakers", 2000);

    private final Fleet fleet;
    private final Member member;
    private final long pid;
    private final Http http;

    Vitals(Fleet fleet, Member member) {
        this.fleet = fleet;
        this.member = member;
        this.pid = fleet.pid(member);
        this.http = fleet.http(member);
    }

    /** The same process, healthy, and never out of memory. */
    void assertWell() {
        assertThat(fleet.pid(member)).as(member + " is the process it was").isEqualTo(pid);
        assertThat(fleet.answers(member)).as(member + " is healthy").isTrue();
        assertThat(log()).as(member + "'s log").doesNotContain("OutOfMemoryError");
    }

    private String log() {
        try {
            return Files.readString(fleet.log(member));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No queue is longer than it may be. */
    void assertBounded() {
        var series = new HashMap<String, Double>();
        metrics()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> {
                    int value = line.lastIndexOf(' ');
                    series.put(line.substring(0, value), Double.parseDouble(line.substring(value)));
                });
        series.forEach((name, value) -> {
            var limit = series.get(name.replaceFirst("^(\\w+)", "$1_limit"));
            var bound = BOUNDS.get(name.replaceFirst("\\{.*", ""));
            if (limit != null) {
                assertThat(value).as(member + " " + name).isLessThanOrEqualTo(limit);
            }
            if (bound != null) {
                assertThat(value).as(member + " " + name).isLessThanOrEqualTo(bound);
            }
        });
    }

    /** What is alive on the heap: everything else is collected first. */
    long aliveMb() {
        var found = TENURED.matcher(jcmd());
        assertThat(found.find()).as("the serial collector reports its heap").isTrue();
        return Long.parseLong(found.group(1)) >> 10;
    }

    private String jcmd() {
        try {
            // Both at once: each command by itself would start a Java of its own.
            var commands =
                    Files.writeString(
                            fleet.home().resolve("collect.jcmd"), "GC.run\nGC.heap_info\n");
            var jcmd = Path.of(System.getProperty("java.home"), "bin/jcmd").toString();
            return Command.run(
                            Map.of(), List.of(jcmd, Long.toString(pid), "-f", commands.toString()))
                    .output();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long residentMb() {
        try {
            var found = RESIDENT.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
            return found.find() ? Long.parseLong(found.group(1)) >> 10 : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String metrics() {
        return http.get("/metrics").body();
    }

    /** The sum of a metric's series that carry this text, such as {@code lane="requests"}. */
    double metric(String name, String with) {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(name + "{") && line.contains(with))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Override
    public String toString() {
        return "%s: %d MB resident".formatted(member.wireName, residentMb());
    }
}
