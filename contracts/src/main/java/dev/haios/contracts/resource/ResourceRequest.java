package dev.haios.contracts.resource;

import dev.haios.contracts.schema.Bounds;
import dev.haios.contracts.schema.Contract;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Resources for a job, all or nothing: {@code POST /reserve}.
 *
 * @param jobId the same job with the same request gets the same reservation
 * @param cpu cores, 0 to 4096; 0.5 is half of one
 * @param memMb memory in MiB, 0 to 100,000,000
 * @param gpu whole GPUs, 0 to 1024
 * @param gpuMemMb GPU memory in MiB, 0 to 100,000,000
 * @param diskGb disk in GiB, 0 to 1,000,000
 * @param ports TCP ports, 1 to 65,535, at most 64
 * @param softTimeoutS seconds until a warning, 1 to 604,800
 * @param hardTimeoutS seconds until the job is ended, 1 to 604,800
 * @param waitS seconds to wait for resources, 0 to 3600; default is not at all
 * @param priority in the queue, 0 to 9, higher first
 * @param process what to end at the hard timeout
 * @param killUrl what to call instead
 * @param epoch of the holder's registration; a newer one takes the reservation away
 */
@Contract("resource_request")
public record ResourceRequest(
        String jobId,
        String agent,
        @Nullable Double cpu,
        @Nullable Integer memMb,
        @Nullable Integer gpu,
        @Nullable Integer gpuMemMb,
        @Nullable Integer diskGb,
        List<Integer> ports,
        @Nullable Integer softTimeoutS,
        @Nullable Integer hardTimeoutS,
        @Nullable Integer waitS,
        @Nullable Integer priority,
        @Nullable JobProcess process,
        @Nullable String killUrl,
        @Nullable Long epoch) {

    /** Checks the bounds and copies the list. */
    public ResourceRequest {
        Bounds.id("job_id", jobId);
        Bounds.name("agent", agent);
        Bounds.range("cpu", cpu, 0, 4096);
        Bounds.range("mem_mb", memMb, 0, 100_000_000);
        Bounds.range("gpu", gpu, 0, 1024);
        Bounds.range("gpu_mem_mb", gpuMemMb, 0, 100_000_000);
        Bounds.range("disk_gb", diskGb, 0, 1_000_000);
        ports = Bounds.list("ports", ports, 0, 64);
        ports.forEach(port -> Bounds.range("ports", port, 1, 65_535));
        Bounds.check(
                ports.stream().distinct().count() == ports.size(),
                "ports",
                "must not repeat an item");
        Bounds.range("soft_timeout_s", softTimeoutS, 1, 604_800);
        Bounds.range("hard_timeout_s", hardTimeoutS, 1, 604_800);
        Bounds.range("wait_s", waitS, 0, 3600);
        Bounds.range("priority", priority, 0, 9);
        Bounds.url("kill_url", killUrl);
        Bounds.range("epoch", epoch, 1, Long.MAX_VALUE);
    }
}
