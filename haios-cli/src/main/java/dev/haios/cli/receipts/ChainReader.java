package dev.haios.cli.receipts;

import dev.haios.cli.call.Query;
import dev.haios.cli.call.ServiceCalls;
import dev.haios.cli.terminal.Terminal;
import dev.haios.contracts.receipt.ChainHead;
import dev.haios.contracts.receipt.ChainLink;
import dev.haios.contracts.receipt.ChainPage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Reads the chain from the gateway, page by page. */
final class ChainReader {

    private static final int PAGE = 500;
    private static final int NOTED_EVERY = 20_000;
    private static final Duration SIGNING = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ServiceCalls calls;
    private final Terminal terminal;

    ChainReader(ServiceCalls calls, Terminal terminal) {
        this.calls = calls;
        this.terminal = terminal;
    }

    /** Every link in the order the gateway gives them. */
    void forEach(Consumer<ChainLink> action) {
        long after = 0;
        long count = 0;
        while (true) {
            long before = after;
            for (ChainLink link : page(after)) {
                action.accept(link);
                after = Math.max(after, link.seq());
                if (++count % NOTED_EVERY == 0) {
                    terminal.note("haios: " + count + " receipts checked");
                }
            }
            if (after == before) {
                // The end; or links that do not advance, which would be read for ever.
                return;
            }
        }
    }

    /**
     * The signed end; signing runs a moment behind, so it is waited for until it covers {@code
     * seq}.
     */
    ChainHead head(long seq) {
        long begun = System.nanoTime();
        ChainHead head = head();
        while (head.seq() < seq && System.nanoTime() - begun < SIGNING.toNanos()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            head = head();
        }
        return head;
    }

    private ChainHead head() {
        return calls.get("gateway", "/receipts/head").orFail().as(ChainHead.class);
    }

    private List<ChainLink> page(long after) {
        String query =
                new Query("/receipts")
                        .and("after_seq", after)
                        .and("limit", PAGE)
                        .and("raw", true)
                        .toString();
        return calls.get("gateway", query).orFail().as(ChainPage.class).receipts();
    }
}
