package dev.haios.contracts.signature;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/**
 * Small text files that must survive a crash whole: written to a neighbour, forced to disk, then
 * put in place in one step. A reader sees the old file or the new one, never half of either, and a
 * private file is never readable by others, not even while it is written.
 */
final class KeyFiles {
    static final String PRIVATE = "rw-------";
    static final String PUBLIC = "rw-r--r--";

    private KeyFiles() {}

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    static void replace(Path file, String text, String mode) {
        try {
            Path written = writeBeside(file, text, mode);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
            force(parentOf(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /**
     * Writes the file only if there is none, and says whether it did. Linking, unlike renaming,
     * fails when the name is taken: of two processes that start together one wins.
     */
    static boolean create(Path file, String text, String mode) {
        try {
            Path written = writeBeside(file, text, mode);
            try {
                Files.createLink(file, written);
            } catch (FileAlreadyExistsException e) {
                return false;
            } finally {
                Files.delete(written);
            }
            force(parentOf(file));
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + file, e);
        }
    }

    /** Adds a line with one write at the end, so that two processes that add lines lose none. */
    static void appendLine(Path file, String line) {
        if (Files.notExists(file)) {
            create(file, "", PUBLIC);
        }
        String old = read(file);
        String text = (old.isEmpty() || old.endsWith("\n") ? "" : "\n") + line + "\n";
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
            writeAndForce(channel, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot append to " + file, e);
        }
    }

    private static Path writeBeside(Path file, String text, String mode) throws IOException {
        FileAttribute<?> permissions =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
        Files.createDirectories(parentOf(file));
        Path written = Files.createTempFile(parentOf(file), ".new-", ".tmp", permissions);
        try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
            writeAndForce(channel, text);
        }
        return written;
    }

    private static void writeAndForce(FileChannel channel, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(true);
    }

    /** The new name itself is on disk only once its directory is. */
    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Path parentOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a directory");
    }
}
