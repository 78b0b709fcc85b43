package dev.haios.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.haios.bench.process.Broken;
import dev.haios.bench.process.Place;
import dev.haios.bench.process.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Calls as fast as the answers come, over a fixed number of connections, with wrk: it takes about
 * ten microseconds of the processor for a call, which one in Java would not.
 */
public final class Wrk {

    private static final Pattern RESULT =
            Pattern.compile("(?m)^RESULT (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)$");
    private static final double MICROS_PER_SECOND = 1e6;
    private static final double MICROS_PER_MS = 1e3;
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final List<String> command;
    private final Path folder;

    /** Finds wrk, or fails saying how to get it. */
    public Wrk(Tools tools, Place place) {
        command =
                tools.find("wrk", "wrk", "libluajit-5.1-2")
                        .orElseThrow(() ->
                                new Broken(
                                        "wrk is missing and cannot be downloaded: install the"
                                                + " package wrk"));
        folder = place.folder().resolve("load");
        try (var script = Wrk.class.getResourceAsStream("/load.lua")) {
            if (script == null) {
                throw new IllegalStateException("load.lua is not in the jar");
            }
            Files.createDirectories(folder);
            Files.copy(script, folder.resolve("load.lua"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Loads for so long and answers when it is over. */
    public Outcome run(Call call, int connections, Duration duration) {
        try {
            var body = Files.writeString(folder.resolve("body"), call.body());
            // The path holds braces, which a URI refuses.
            var url = call.url();
            int path =
                    url.indexOf(
                            '/', URI.create(url.replaceAll("[{}]", "")).getScheme().length() + 3);
            var line = new ArrayList<>(command);
            line.addAll(
                    List.of(
                            "-t1",
                            "-c" + connections,
                            "-d" + duration.toSeconds() + "s",
                            "--timeout",
                            "10s",
                            "-s",
                            folder.resolve("load.lua").toString(),
                            url.substring(0, path),
                            "--",
                            call.method(),
                            url.substring(path),
                            call.body().isEmpty() ? "-" : body.toString(),
                            Integer.toString(call.keys()),
                            Integer.toString(call.groups())));
            var process = new ProcessBuilder(line).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (!process.waitFor(duration.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new Broken("wrk did not end: " + call.url());
            }
            return read(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Broken("interrupted", e);
        }
    }

    static Outcome read(String output) {
        var result = RESULT.matcher(output);
        if (!result.find()) {
            throw new Broken("wrk failed: " + output.strip());
        }
        return new Outcome(
                Long.parseLong(result.group(1)),
                Long.parseLong(result.group(2)) / MICROS_PER_SECOND,
                Long.parseLong(result.group(3)),
                Long.parseLong(result.group(4)) / MICROS_PER_MS,
                Long.parseLong(result.group(5)) / MICROS_PER_MS,
                Long.parseLong(result.group(6)) / MICROS_PER_MS);
    }
}
