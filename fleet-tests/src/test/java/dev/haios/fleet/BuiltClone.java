package dev.haios.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;

/**
 * The repository as a second clone that {@code haios up} has built: modules and jars are the real
 * ones, the folder of what a fleet writes is its own. Its Maven only notes that it was called.
 */
final class BuiltClone implements AutoCloseable {

    private static final Set<String> OWN = Set.of("artifacts", "scripts", "mvnw", ".git", ".env");

    private final Path root;

    private BuiltClone(Path root) {
        this.root = root;
    }

    static BuiltClone in(Path root) {
        try {
            Files.createDirectories(root);
            try (var entries = Files.list(Fleet.root())) {
                for (var entry : entries.toList()) {
                    if (!OWN.contains(entry.getFileName().toString())) {
                        Files.createSymbolicLink(root.resolve(entry.getFileName()), entry);
                    }
                }
            }
            // The script asks where it lies, so a link would lead out of here.
            copy(Fleet.root().resolve("scripts"), root.resolve("scripts"));
            var maven = Files.writeString(root.resolve("mvnw"), "#!/bin/sh\necho called; exit 1\n");
            maven.toFile().setExecutable(true);
            var clone = new BuiltClone(root);
            Files.createDirectories(clone.stamp().getParent());
            Files.writeString(clone.stamp(), "");
            return clone;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command of this clone. */
    Path haios() {
        return root.resolve("scripts/haios");
    }

    /** Whether somebody wanted to build. */
    boolean wasBuilt() {
        return Files.exists(root.resolve("artifacts/logs/build.log"));
    }

    /** From now on every source is newer than the build. */
    void age() {
        stamp().toFile().setLastModified(0);
    }

    /** Removes the links, so that whoever clears away the rest has none to warn of. */
    @Override
    public void close() {
        try (var entries = Files.list(root)) {
            for (var entry : entries.filter(Files::isSymbolicLink).toList()) {
                Files.delete(entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path stamp() {
        return root.resolve("artifacts/build/fleet.stamp");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(
                        file,
                        to.resolve(from.relativize(file).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
