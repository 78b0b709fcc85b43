package dev.haios.events.dayfile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The files of one folder, {@code YYYY-MM-DD.jsonl}; whatever else lies there is left alone. */
final class DayFolder {

    private static final String ENDING = ".jsonl";

    private static final Pattern NAME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}\\.jsonl");

    private final Path folder;

    DayFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Mends every file.
     *
     * @return the largest number of this epoch that stands in one; 0 when there is none
     */
    long recover(long epoch) throws IOException {
        Files.createDirectories(folder);
        long seq = 0;
        for (var file : files().values()) {
            var last = LastLine.mend(file);
            if (last != null && last.epoch() == epoch) {
                seq = Math.max(seq, last.seq());
            }
        }
        return seq;
    }

    /** Adds whole lines to a day's file, making it if need be. */
    void append(LocalDate day, List<String> lines) throws IOException {
        var text = String.join("\n", lines) + "\n";
        Files.write(
                folder.resolve(day + ENDING),
                text.getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** Deletes the files of days before the given one. */
    void prune(LocalDate keepFrom) throws IOException {
        for (var file : files().headMap(keepFrom + ENDING).values()) {
            Files.deleteIfExists(file);
        }
    }

    /** By name, which is by day. */
    private SortedMap<String, Path> files() throws IOException {
        var files = new TreeMap<String, Path>();
        try (var found = Files.newDirectoryStream(folder)) {
            for (var file : found) {
                var name = file.getFileName().toString();
                if (NAME.matcher(name).matches()) {
                    files.put(name, file);
                }
            }
        }
        return files;
    }
}
