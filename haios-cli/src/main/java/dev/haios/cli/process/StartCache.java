package dev.haios.cli.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The JVM's ahead-of-time cache of an application: its classes loaded and linked, and which of its
 * methods are hot. The virtual machine, its options and the application are part of its name, so
 * that a change of any of them finds no cache instead of one that does not fit.
 *
 * @param file where it lies once it was trained, beside the application's jar
 */
public record StartCache(Path file) {

    private static final String SUFFIX = ".aot";
    private static final String FAILURE_SUFFIX = ".aot-failed";
    private static final int KEY_LENGTH = 16;

    /** Variables that add options to every virtual machine. */
    private static final List<String> OPTION_VARIABLES =
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    /** The cache for this application under these options. */
    static StartCache of(
            Application application,
            List<String> options,
            Map<String, String> environment,
            Jvm jvm) {
        StringBuilder described =
                new StringBuilder(jvm.identity()).append('\n').append(application.jar());
        options.forEach(option -> described.append('\n').append(option));
        for (String variable : OPTION_VARIABLES) {
            described.append('\n').append(environment.getOrDefault(variable, ""));
        }
        return new StartCache(application.folder().resolve(key(described.toString()) + SUFFIX));
    }

    /** Whether services can start from it. */
    public boolean isTrained() {
        return Files.isRegularFile(file);
    }

    /** Why it could not be trained; empty when that was not tried, or did not fail. */
    public Optional<String> failure() {
        try {
            return Optional.of(Files.readString(failureFile()).strip());
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** Remembers that training failed, so that not every {@code up} tries it again. */
    public void fail(String reason) {
        try {
            Files.writeString(failureFile(), reason);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Lets training be tried again. */
    public void forgetFailure() {
        try {
            Files.deleteIfExists(failureFile());
        } catch (IOException undeletable) {
            throw new UncheckedIOException(undeletable);
        }
    }

    /** Makes a finished cache the one that services start from. */
    public void publish(Path finished) {
        try {
            FileTree.writeThrough(finished);
            Files.move(
                    finished,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            forgetFailure();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** The options that make a virtual machine start from it; none when it is not trained. */
    List<String> options() {
        return isTrained() ? List.of("-XX:AOTCache=" + file) : List.of();
    }

    /** Removes the caches in this application's folder that are not among {@code needed}. */
    static void prune(Path applicationFolder, List<StartCache> needed) {
        if (!Files.isDirectory(applicationFolder)) {
            return;
        }
        List<Path> kept =
                needed.stream()
                        .flatMap(cache -> Stream.of(cache.file, cache.failureFile()))
                        .toList();
        try (Stream<Path> listed = Files.list(applicationFolder)) {
            List<Path> useless = listed.filter(one -> isOurs(one) && !kept.contains(one)).toList();
            for (Path one : useless) {
                // A process that started from it keeps it mapped.
                Files.deleteIfExists(one);
            }
        } catch (IOException undeletable) {
            throw new UncheckedIOException(undeletable);
        }
    }

    private static boolean isOurs(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(SUFFIX) || name.endsWith(FAILURE_SUFFIX);
    }

    private Path failureFile() {
        String name = String.valueOf(file.getFileName());
        return file.resolveSibling(
                name.substring(0, name.length() - SUFFIX.length()) + FAILURE_SUFFIX);
    }

    private static String key(String described) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(described.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, KEY_LENGTH);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
