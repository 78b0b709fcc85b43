package dev.haios.contracts.heartbeat;

import dev.haios.contracts.schema.Bounds;
import org.jspecify.annotations.Nullable;

/**
 * What a service uses of its machine.
 *
 * @param cpu cores in use, 0 to 4096; 2.5 means two and a half
 * @param memMb memory in MiB, 0 to 100,000,000
 * @param gpuMemMb GPU memory in MiB, 0 to 100,000,000
 */
public record ResourceUse(@Nullable Double cpu, @Nullable Double memMb, @Nullable Double gpuMemMb) {

    /** Checks the bounds. */
    public ResourceUse {
        Bounds.range("cpu", cpu, 0, 4096);
        Bounds.range("mem_mb", memMb, 0, 100_000_000);
        Bounds.range("gpu_mem_mb", gpuMemMb, 0, 100_000_000);
    }
}
