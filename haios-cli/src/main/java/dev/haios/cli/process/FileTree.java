package dev.haios.cli.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** What is done to a folder with everything in it. */
public final class FileTree {

    private FileTree() {}

    /** Removes a file, or a folder and all it holds; links are not followed. */
    public static void delete(Path tree) throws IOException {
        if (Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS)) {
            List<Path> children;
            try (Stream<Path> listed = Files.list(tree)) {
                children = listed.toList();
            }
            for (Path child : children) {
                delete(child);
            }
        }
        Files.deleteIfExists(tree);
    }

    /**
     * Has everything in it on the disk when this returns: a name that outlives a power cut must not
     * stand for content that did not.
     */
    static void writeThrough(Path tree) throws IOException {
        List<Path> files;
        try (Stream<Path> walked = Files.walk(tree)) {
            files = walked.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
    }
}
