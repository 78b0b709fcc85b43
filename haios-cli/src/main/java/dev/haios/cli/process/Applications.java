package dev.haios.cli.process;

import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * The folder {@code artifacts/build/apps}: what services run from, one unpacked application per
 * build. From their jars they would run slower and could not start from a cache of their classes,
 * and a build would overwrite the jar under a running service. Thread-safe, also between processes:
 * what lies under its final name is complete.
 */
public final class Applications {

    /** Unpacking takes a second. */
    private static final long PATIENCE_SECONDS = 120;

    private static final String UNFINISHED = "unfinished-";

    /** Who is unpacking is part of the name. */
    private static final Pattern UNFINISHED_BY = Pattern.compile(UNFINISHED + "(\\d+)-.*");

    private final Path folder;
    private final Map<Path, Application> unpacked = new ConcurrentHashMap<>();

    public Applications(Path artifacts) {
        this.folder = artifacts.resolve("build/apps");
    }

    /** Where the application of this jar is kept, whether or not it is unpacked yet. */
    public Application of(Path built) {
        return Application.of(folder, built);
    }

    /** The application of this jar, unpacked when that was not done before. */
    public Application unpack(Path built) {
        // Services that share a jar come at the same time: the first unpacks, the others wait.
        return unpacked.computeIfAbsent(built, this::unpackWhenMissing);
    }

    private Application unpackWhenMissing(Path built) {
        Application application = of(built);
        if (Files.isDirectory(application.folder())) {
            return application;
        }
        try {
            Files.createDirectories(folder);
            Path fresh =
                    Files.createTempDirectory(
                            folder, UNFINISHED + ProcessHandle.current().pid() + "-");
            try {
                unpack(built, fresh);
                FileTree.writeThrough(fresh);
                moveUnlessThere(fresh, application.folder());
            } finally {
                FileTree.delete(fresh);
            }
            return application;
        } catch (IOException unwritable) {
            throw Failure.of(
                    ExitCode.FAILED,
                    built + " cannot be unpacked: " + unwritable,
                    "Look whether " + folder + " can be written.");
        }
    }

    /**
     * Removes every application whose folder is not among {@code needed}, and what a process that
     * is gone left half unpacked.
     */
    public void prune(Collection<Path> needed) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> listed = Files.list(folder)) {
            List<Path> useless =
                    listed.filter(one -> !needed.contains(one) && !isBeingUnpacked(one)).toList();
            for (Path one : useless) {
                FileTree.delete(one);
            }
        } catch (IOException undeletable) {
            throw new UncheckedIOException(undeletable);
        }
    }

    private static boolean isBeingUnpacked(Path application) {
        Matcher name = UNFINISHED_BY.matcher(String.valueOf(application.getFileName()));
        return name.matches() && ProcessIdentity.of(Long.parseLong(name.group(1))).isPresent();
    }

    private static void unpack(Path built, Path to) throws IOException {
        if (!isNested(built)) {
            Files.copy(built, to.resolve(String.valueOf(built.getFileName())));
            return;
        }
        Path said = to.resolve("unpack.log");
        Process tool =
                new ProcessBuilder(
                                Jvm.running().java().toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xmx128m",
                                "-Djarmode=tools",
                                "-jar",
                                built.toString(),
                                "extract",
                                "--force",
                                "--destination",
                                to.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        if (!ended(tool) || tool.exitValue() != 0) {
            tool.destroyForcibly();
            throw new IOException(Files.readString(said).strip());
        }
        Files.deleteIfExists(said);
    }

    private static boolean ended(Process process) {
        try {
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether the jar holds its libraries as jars, as Spring Boot packs a service. */
    private static boolean isNested(Path built) throws IOException {
        try (ZipFile zip = new ZipFile(built.toFile())) {
            return zip.getEntry("BOOT-INF/") != null;
        }
    }

    /** Another process that unpacked the same build was faster: then its folder is as good. */
    private static void moveUnlessThere(Path fresh, Path target) throws IOException {
        try {
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException refused) {
            if (!Files.isDirectory(target)) {
                throw refused;
            }
        }
    }
}
