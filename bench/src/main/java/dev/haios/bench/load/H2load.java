package dev.haios.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.haios.bench.process.Broken;
import dev.haios.bench.process.Place;
import dev.haios.bench.process.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * gRPC calls as fast as the answers come, with h2load: the same message every time, on streams that
 * share a few connections, as gRPC clients do.
 */
public final class H2load {

    private static final int CONNECTIONS = 4;
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final List<String> command;
    private final Path folder;

    private H2load(List<String> command, Path folder) {
        this.command = command;
        this.folder = folder;
    }

    /** Empty when h2load cannot be had. */
    public static Optional<H2load> find(Tools tools, Place place) {
        return tools.find(
                        "h2load",
                        "nghttp2-client",
                        "libnghttp2-14",
                        "libev4",
                        "libjemalloc2",
                        "libc-ares2")
                .map(command -> new H2load(command, place.folder().resolve("load")));
    }

    /** Loads for so long; {@code streams} calls are under way at any time. */
    public Outcome run(String url, byte[] message, int streams, Duration duration) {
        var log = folder.resolve("h2load.log");
        var body = folder.resolve("message");
        try {
            Files.createDirectories(folder);
            Files.write(body, message);
            Files.deleteIfExists(log);
            var line = new ArrayList<>(command);
            line.addAll(
                    List.of(
                            "-t1",
                            "-c" + CONNECTIONS,
                            "-m" + Math.max(1, streams / CONNECTIONS),
                            "-D" + duration.toSeconds(),
                            "-H",
                            "content-type: application/grpc",
                            "-H",
                            "te: trailers",
                            "-d",
                            body.toString(),
                            "--log-file=" + log,
                            url));
            var process = new ProcessBuilder(line).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (!process.waitFor(duration.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new Broken("h2load did not end: " + url);
            }
            if (process.exitValue() != 0) {
                throw new Broken("h2load failed: " + output.strip());
            }
            try (var lines = Files.lines(log)) {
                return read(lines.toList(), duration);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Broken("interrupted", e);
        }
    }

    /** Each line: when it began, the HTTP status, how many microseconds it took. */
    static Outcome read(List<String> log, Duration duration) {
        var latencies = new Latencies();
        long errors = 0;
        for (var line : log) {
            var fields = line.split("\t", -1);
            latencies.record(TimeUnit.MICROSECONDS.toNanos(Long.parseLong(fields[2])));
            errors += fields[1].equals("200") ? 0 : 1;
        }
        return latencies.outcome((double) duration.toSeconds(), errors);
    }
}
