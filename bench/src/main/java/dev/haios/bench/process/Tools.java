package dev.haios.bench.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Programs that a benchmark runs. One that is not installed is downloaded by the name of its Debian
 * package and unpacked below {@code artifacts/bench}: installing nginx or etcd would also start
 * them as services of the whole machine, and would need root.
 */
public final class Tools {

    private static final long PATIENCE_S = 120;

    private final Path folder;
    private final Path log;

    public Tools(Place place) {
        folder = place.folder().resolve("tools");
        log = place.logs().resolve("tools.log");
    }

    /**
     * The command that runs a program; empty when it is neither there nor to be had.
     *
     * @param packages that hold it and the libraries a plain system lacks
     */
    public Optional<List<String>> find(String program, String... packages) {
        return installed(program)
                .or(() -> {
                    var unpacked = unpacked(program);
                    if (unpacked.isEmpty() && fetch(packages)) {
                        unpacked = unpacked(program);
                    }
                    return unpacked;
                });
    }

    private static Optional<List<String>> installed(String program) {
        var path =
                Optional.ofNullable(System.getenv("PATH")).orElse("")
                        + ":/usr/sbin:/usr/local/sbin";
        return Stream.of(path.split(File.pathSeparator))
                .map(entry -> Path.of(entry, program))
                .filter(Files::isExecutable)
                .findFirst()
                .map(file -> List.of(file.toString()));
    }

    private Optional<List<String>> unpacked(String program) {
        return Stream.of("usr/bin", "usr/sbin")
                .map(bin -> folder.resolve(bin).resolve(program))
                .filter(Files::isExecutable)
                .findFirst()
                .map(file -> List.of("env", "LD_LIBRARY_PATH=" + libraries(), file.toString()));
    }

    private String libraries() {
        var lib = folder.resolve("usr/lib");
        if (!Files.isDirectory(lib)) {
            return lib.toString();
        }
        try (var folders = Files.list(lib)) {
            return String.join(
                    ":", folders.filter(Files::isDirectory).map(Path::toString).sorted().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean fetch(String... packages) {
        try {
            var debs = Files.createDirectories(folder.resolve("packages"));
            Files.createDirectories(log.toAbsolutePath().getParent());
            var download = new ArrayList<>(List.of("apt-get", "download"));
            download.addAll(List.of(packages));
            if (!run(debs, download)) {
                return false;
            }
            try (var files = Files.list(debs)) {
                for (var deb : files.toList()) {
                    if (!run(debs, List.of("dpkg", "-x", deb.toString(), folder.toString()))) {
                        return false;
                    }
                }
            }
            return true;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }

    private boolean run(Path directory, List<String> command) throws IOException {
        var process =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
