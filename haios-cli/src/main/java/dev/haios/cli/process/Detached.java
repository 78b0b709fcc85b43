package dev.haios.cli.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a process is made independent of the terminal that started it, and polite towards others.
 * Each tool in front of the command becomes the next (exec), so the pid stays the one we are told;
 * a tool that is not installed is left out.
 */
public final class Detached {

    private static final List<String> OWN_SESSION = List.of("setsid");
    private static final List<String> LOW_PRIORITY = List.of("nice", "-n", "19");
    private static final List<String> IDLE_DISK = List.of("ionice", "-c", "3");

    private Detached() {}

    /** The command in a session of its own, so that Ctrl-C does not reach it. */
    public static List<String> command(List<String> command) {
        return prefixed(List.of(OWN_SESSION), command);
    }

    /** The same, content with what others leave of processors and disk. */
    public static List<String> politeCommand(List<String> command) {
        return prefixed(List.of(OWN_SESSION, LOW_PRIORITY, IDLE_DISK), command);
    }

    private static List<String> prefixed(List<List<String>> prefixes, List<String> command) {
        List<String> all = new ArrayList<>();
        for (List<String> prefix : prefixes) {
            Path tool = Path.of("/usr/bin", prefix.getFirst());
            if (Files.isExecutable(tool)) {
                all.add(tool.toString());
                all.addAll(prefix.subList(1, prefix.size()));
            }
        }
        all.addAll(command);
        return all;
    }
}
