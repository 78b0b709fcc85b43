package dev.haios.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Java virtual machine.
 *
 * @param home its folder
 * @param version what it says of itself, down to the build
 */
public record Jvm(Path home, String version) {

    /** The one services run on: the one that runs the command line. */
    public static Jvm running() {
        return new Jvm(
                Path.of(System.getProperty("java.home")),
                System.getProperty("java.vm.vendor") + " " + System.getProperty("java.vm.version"));
    }

    /** Its launcher. */
    public Path java() {
        return home.resolve("bin/java");
    }

    /**
     * What tells it from every other, also from one installed in its place: caches are bound to the
     * size and the date of the file with its own classes.
     */
    String identity() {
        Path classes = home.resolve("lib/modules");
        try {
            return "%s %s %d %d"
                    .formatted(
                            home,
                            version,
                            Files.size(classes),
                            Files.getLastModifiedTime(classes).toMillis());
        } catch (IOException noSuchFile) {
            return home + " " + version;
        }
    }
}
