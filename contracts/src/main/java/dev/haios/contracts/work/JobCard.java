package dev.haios.contracts.work;

import dev.haios.contracts.schema.Bounds;
import dev.haios.contracts.schema.Contract;
import dev.haios.contracts.schema.RawJson;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A task on offer to a worker. Who takes it must renew the lease until the task is done.
 *
 * @param type what kind of task, such as RUN_TEST_SUITE
 * @param inputs files it reads, at most 256
 * @param outputs files it must produce, relative to the workspace, at most 256
 * @param params what its kind of task needs to know, as the plan says it
 * @param caps what a worker must be able to do
 * @param leaseS seconds until the task goes back when the lease is not renewed, 1 to 3600
 * @param timeoutS seconds until the task is given up, 1 to 604,800
 * @param attempt which try this is, 1 to 1000
 * @param epoch fences late results: only the newest one is accepted
 * @param traceId 32 hexadecimal digits
 */
@Contract("job_card")
public record JobCard(
        String jobId,
        String planId,
        String taskId,
        String type,
        @Nullable String runId,
        List<TaskInput> inputs,
        List<String> outputs,
        @Nullable RawJson params,
        List<String> caps,
        int leaseS,
        @Nullable Integer timeoutS,
        int attempt,
        long epoch,
        @Nullable String traceId) {

    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");
    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{32}");

    /** Checks the bounds and copies the lists. */
    public JobCard {
        Bounds.id("job_id", jobId);
        Bounds.runId("plan_id", planId);
        Bounds.runId("task_id", taskId);
        Bounds.matches("type", type, TYPE, "a word of at most 64 of A-Z, 0-9 and '_'");
        Bounds.runId("run_id", runId);
        inputs = Bounds.list("inputs", inputs, 0, 256);
        outputs = Bounds.list("outputs", outputs, 0, 256);
        outputs.forEach(path -> Bounds.path("outputs", path));
        Bounds.check(
                params == null || params.text().startsWith("{"), "params", "must be an object");
        caps = Bounds.caps("caps", caps);
        Bounds.range("lease_s", leaseS, 1, 3600);
        Bounds.range("timeout_s", timeoutS, 1, 604_800);
        Bounds.range("attempt", attempt, 1, 1000);
        Bounds.range("epoch", epoch, 1, Long.MAX_VALUE);
        Bounds.matches("trace_id", traceId, TRACE, "32 hexadecimal digits");
    }
}
