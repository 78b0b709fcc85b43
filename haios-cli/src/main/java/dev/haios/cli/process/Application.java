package dev.haios.cli.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * One build of a service, as it runs: unpacked into a folder that no later build touches.
 *
 * @param folder named after the jar and its content
 * @param jar what {@code java -jar} is given; its libraries lie beside it in {@code lib/}
 */
public record Application(Path folder, Path jar) {

    private static final int FINGERPRINT_LENGTH = 16;

    /** Where the build that this jar is would lie below {@code apps}. */
    static Application of(Path apps, Path built) {
        String file = String.valueOf(built.getFileName());
        Path folder = apps.resolve(file.replaceAll("\\.jar$", "") + "-" + fingerprint(built));
        return new Application(folder, folder.resolve(file));
    }

    /**
     * Builds are told apart by content: reproducible ones share their date. A jar's directory holds
     * the checksum of every entry, so a few kilobytes stand for forty megabytes.
     */
    private static String fingerprint(Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String line =
                        "%s %x %d%n".formatted(entry.getName(), entry.getCrc(), entry.getSize());
                digest.update(line.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, FINGERPRINT_LENGTH);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
