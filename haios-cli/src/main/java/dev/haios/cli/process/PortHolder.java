package dev.haios.cli.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The process that listens on a port.
 *
 * @param pid its number; 0 when it belongs to a user whose processes we may not see
 * @param command its command line, shortened
 */
public record PortHolder(long pid, String command) {

    private static final String LISTENING = "0A";
    private static final int COMMAND_LENGTH = 120;

    /**
     * Who listens on a port of this machine; empty when nobody does, or where there is no {@code
     * /proc}.
     */
    public static Optional<PortHolder> of(int port) {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            sockets.addAll(listeningSockets(Path.of(table), port));
        }
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                owner(sockets)
                        .map(pid -> new PortHolder(pid, commandOf(pid)))
                        .orElse(new PortHolder(0, "a process of another user")));
    }

    /** For a message: the command and the pid. */
    public String described() {
        return pid == 0 ? command : "pid " + pid + " (" + command + ")";
    }

    /**
     * The sockets listening on a port: "sl local_address rem_address st … inode" with hexadecimal
     * addresses.
     */
    private static Set<String> listeningSockets(Path table, int port) {
        String suffix = ":%04X".formatted(port);
        Set<String> sockets = new HashSet<>();
        try {
            for (String row : Files.readAllLines(table)) {
                List<String> columns = List.of(row.strip().split("\\s+"));
                if (columns.size() > 9
                        && columns.get(1).endsWith(suffix)
                        && columns.get(3).equals(LISTENING)) {
                    sockets.add("socket:[" + columns.get(9) + "]");
                }
            }
        } catch (IOException noSuchTable) {
            return Set.of();
        }
        return sockets;
    }

    private static Optional<Long> owner(Set<String> sockets) {
        try (DirectoryStream<Path> processes =
                Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (holdsOneOf(process.resolve("fd"), sockets)) {
                    return Optional.of(Long.valueOf(process.toFile().getName()));
                }
            }
        } catch (IOException unreadable) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean holdsOneOf(Path descriptors, Set<String> sockets) {
        try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
            for (Path link : links) {
                if (sockets.contains(Files.readSymbolicLink(link).toString())) {
                    return true;
                }
            }
        } catch (IOException goneOrForeign) {
            return false;
        }
        return false;
    }

    private static String commandOf(long pid) {
        try {
            String command =
                    Files.readString(Path.of("/proc/" + pid + "/cmdline"))
                            .replace('\0', ' ')
                            .strip();
            return command.length() > COMMAND_LENGTH
                    ? command.substring(0, COMMAND_LENGTH) + "…"
                    : command;
        } catch (IOException gone) {
            return "unknown command";
        }
    }
}
