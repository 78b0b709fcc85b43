package dev.haios.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** How much memory a process really occupies. */
public final class ResidentMemory {

    private ResidentMemory() {}

    /** In megabytes; empty when the system does not tell. */
    public static OptionalLong megabytes(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith("VmRSS:")) {
                    return OptionalLong.of(Long.parseLong(line.replaceAll("\\D", "")) / 1024);
                }
            }
        } catch (IOException goneOrNoProc) {
            return OptionalLong.empty();
        }
        return OptionalLong.empty();
    }
}
