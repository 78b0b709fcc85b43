package dev.haios.contracts.receipt;

import dev.haios.contracts.model.ModelConfig;
import dev.haios.contracts.model.Usage;
import dev.haios.contracts.routing.RouteTarget;
import dev.haios.contracts.schema.Bounds;
import dev.haios.contracts.schema.Contract;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The proof of one call: who asked for what, who was tried, who answered, how long it took, what it
 * cost. Receipts form a hash chain in the order of {@code seq}.
 *
 * @param receiptId names this receipt
 * @param seq place in the gateway's chain, from 1
 * @param runId the run; one run may have many receipts
 * @param resolved who answered; absent when nobody did
 * @param costEstimate what it was expected to cost
 * @param costActual what it did cost, by the usage
 * @param ts when the call began
 * @param attempts every try, in order, at most 64
 * @param detail why there is no answer, for people, at most 1024 characters
 * @param traceId 32 hexadecimal digits
 * @param prevHash SHA-256 of the receipt before, in hexadecimal digits
 * @param hash SHA-256 of this receipt
 */
@Contract("routing_receipt")
public record RoutingReceipt(
        String receiptId,
        @Nullable Long seq,
        String runId,
        RouteTarget targetRequest,
        @Nullable ReceiptTarget resolved,
        ReceiptTimings timingsMs,
        ReceiptStatus status,
        Cost costEstimate,
        @Nullable Cost costActual,
        Instant ts,
        List<Attempt> attempts,
        @Nullable Usage usage,
        @Nullable ModelConfig modelConfig,
        @Nullable String agent,
        @Nullable String traceId,
        @Nullable ReceiptRouting routing,
        @Nullable String detail,
        @Nullable String prevHash,
        @Nullable String hash) {

    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /** Checks the bounds and copies the list. */
    public RoutingReceipt {
        Bounds.id("receipt_id", receiptId);
        Bounds.range("seq", seq, 1, Long.MAX_VALUE);
        Bounds.runId("run_id", runId);
        attempts = Bounds.list("attempts", attempts, 0, 64);
        Bounds.name("agent", agent);
        Bounds.matches("trace_id", traceId, TRACE, "32 hexadecimal digits");
        Bounds.text("detail", detail, 1024);
        Bounds.matches("prev_hash", prevHash, SHA_256, "64 hexadecimal digits");
        Bounds.matches("hash", hash, SHA_256, "64 hexadecimal digits");
    }

    /** The same call as it ended after this receipt of it was written; not in the chain yet. */
    public RoutingReceipt ended(ReceiptStatus how, String why) {
        return new RoutingReceipt(
                receiptId,
                null,
                runId,
                targetRequest,
                resolved,
                timingsMs,
                how,
                costEstimate,
                null,
                ts,
                attempts,
                usage,
                modelConfig,
                agent,
                traceId,
                routing,
                why,
                null,
                null);
    }
}
