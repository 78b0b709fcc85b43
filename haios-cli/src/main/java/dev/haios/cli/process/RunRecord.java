package dev.haios.cli.process;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a process that the command line started.
 *
 * @param service the name of the service
 * @param start together with {@code pid} its {@link ProcessIdentity}
 * @param port where it listens
 * @param jar what it runs from
 * @param cache the start cache it was given; absent when there was none
 */
public record RunRecord(
        String service,
        long pid,
        String start,
        int port,
        String jar,
        Instant startedAt,
        @Nullable String cache) {

    /** The process this record speaks of. */
    public ProcessIdentity identity() {
        return new ProcessIdentity(pid, start);
    }
}
