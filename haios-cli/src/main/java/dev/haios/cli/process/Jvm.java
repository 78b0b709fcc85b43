package dev.haios.cli.process;

import java.nio.file.Path;

/**
 * A Java virtual machine.
 *
 * @param home its folder
 */
record Jvm(Path home) {

    /** The one services run on: the one that runs the command line. */
    static Jvm running() {
        return new Jvm(Path.of(System.getProperty("java.home")));
    }

    Path java() {
        return home.resolve("bin/java");
    }
}
