package dev.haios.contracts.resource;

import dev.haios.contracts.schema.Bounds;
import java.time.Instant;

/**
 * The process of a job, so that a timeout can end it and no other that got its number later.
 *
 * @param pid its number, 1 to 4,194,304
 * @param startTs when it started
 */
public record JobProcess(int pid, Instant startTs) {

    /** Checks the bounds. */
    public JobProcess {
        Bounds.range("pid", pid, 1, 4_194_304);
    }
}
