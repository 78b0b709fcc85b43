package dev.haios.cli.lifecycle;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Reads what is added to a file; begins again when the file was rolled or cut. Not thread-safe. */
final class LogFollower {

    private static final int CHUNK_BYTES = 1 << 20;

    private final Path file;
    private long position;

    LogFollower(Path file) {
        this.file = file;
        this.position = file.toFile().length();
    }

    /** The whole lines added since the last call, at most a megabyte of them. */
    List<String> added() {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            if (bytes.length() < position) {
                position = 0;
            }
            bytes.seek(position);
            byte[] more = new byte[(int) Math.min(CHUNK_BYTES, bytes.length() - position)];
            bytes.readFully(more);
            int end = more.length;
            while (end > 0 && more[end - 1] != '\n' && more.length < CHUNK_BYTES) {
                end--;
            }
            position += end;
            return new String(more, 0, end, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException notThereYet) {
            return List.of();
        }
    }
}
