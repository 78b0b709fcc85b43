package dev.haios.cli.process;

import dev.haios.contracts.schema.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * The folder {@code artifacts/run}: one file per process that was started, so that only those are
 * ever stopped. A file whose process is gone, or whose pid belongs to another process by now, is
 * stale and removed when it is seen.
 */
public final class RunFolder {

    private final Path folder;

    public RunFolder(Path artifacts) {
        this(artifacts, "run");
    }

    private RunFolder(Path artifacts, String below) {
        this.folder = artifacts.resolve(below);
    }

    /** The folder of what is started to train start caches, which is no part of the fleet. */
    public static RunFolder ofTraining(Path artifacts) {
        return new RunFolder(artifacts, "run/training");
    }

    /** Where the records lie. */
    public Path folder() {
        return folder;
    }

    /** The process of a service that was started here and still runs. */
    public Optional<RunRecord> running(String service) {
        Optional<RunRecord> record = read(service);
        if (record.isPresent() && !record.get().identity().isAlive()) {
            forget(service);
            return Optional.empty();
        }
        return record;
    }

    /** What is recorded for a service, whether or not the process still runs. */
    public Optional<RunRecord> read(String service) {
        try {
            byte[] json = Files.readAllBytes(file(service));
            return Optional.of(Wire.mapper().readValue(json, RunRecord.class));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (JacksonException broken) {
            // Whatever it said cannot be trusted to name a process to stop.
            forget(service);
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The names of everything that is recorded. */
    public List<String> names() {
        try (DirectoryStream<Path> records = Files.newDirectoryStream(folder, "*.json")) {
            List<String> names = new ArrayList<>();
            records.forEach(record ->
                    names.add(String.valueOf(record.getFileName()).replaceFirst("\\.json$", "")));
            return names;
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Records a process that was started. */
    public void write(RunRecord record) {
        try {
            Files.createDirectories(folder);
            Path fresh = folder.resolve(record.service() + ".json.new");
            Files.write(fresh, Wire.mapper().writeValueAsBytes(record));
            Files.move(
                    fresh,
                    file(record.service()),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    void forget(String service) {
        try {
            Files.deleteIfExists(file(service));
        } catch (IOException undeletable) {
            throw new UncheckedIOException(undeletable);
        }
    }

    private Path file(String service) {
        return folder.resolve(service + ".json");
    }
}
