package dev.haios.gateway.receipt;

import dev.haios.contracts.receipt.ChainLink;
import dev.haios.contracts.receipt.ChainPage;
import dev.haios.contracts.receipt.ReceiptList;
import dev.haios.gateway.problem.GatewayProblems;
import dev.haios.gateway.seal.GatewaySignature;
import dev.haios.kit.access.Requires;
import dev.haios.kit.access.Role;
import dev.haios.kit.store.Store;
import dev.haios.kit.web.HeldBytes;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads the receipts: by run, as a list, as the bare chain, and signed for export. */
@RestController
class ReceiptsController {

    private static final int DEFAULT_LIMIT = 100;

    /** What an answer takes in memory, in times the text of its receipts. */
    private static final int AS_TEXT = 2;

    private static final int AS_RECORDS = 6;

    private final Store store;
    private final ReceiptTable table;
    private final ReceiptSettings settings;
    private final GatewaySignature signature;
    private final HeldBytes held;

    ReceiptsController(
            Store store,
            ReceiptTable table,
            ReceiptSettings settings,
            GatewaySignature signature,
            HeldBytes held) {
        this.held = held;
        this.store = store;
        this.table = table;
        this.settings = settings;
        this.signature = signature;
    }

    /**
     * A receipt to keep elsewhere.
     *
     * @param file a name for it
     * @param content the exact text that is signed
     * @param signature armored, namespace receipt
     */
    record Export(String file, String content, String signature) {}

    @GetMapping("/receipts")
    @Requires(Role.VIEWER)
    ResponseEntity<Object> list(
            @RequestParam(name = "after_seq", required = false) @Nullable Long afterSeq,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String agent,
            @RequestParam(required = false) @Nullable String since,
            @RequestParam(defaultValue = "false") boolean raw) {
        var filter =
                new ReceiptFilter(
                        // The chain is read from its beginning, a list shows the newest.
                        raw && afterSeq == null ? Long.valueOf(0) : afterSeq,
                        agent,
                        since == null ? null : instant(since),
                        raw,
                        limit(limit));
        var rows =
                held.reading(
                        () -> store.read(() -> table.matching(filter)),
                        found -> weight(found, raw ? AS_TEXT : AS_RECORDS));
        return ResponseEntity.ok(raw ? new ChainPage(links(rows)) : receipts(rows));
    }

    @GetMapping("/receipts/{id}")
    @Requires(Role.VIEWER)
    ReceiptList ofRun(@PathVariable String id) {
        return receipts(find(id));
    }

    @GetMapping("/receipts/{id}/export")
    @Requires(Role.VIEWER)
    Export export(@PathVariable String id) {
        var receipt = find(id).getFirst();
        var content = receipt.text().document();
        return new Export(receipt.file(), content, signature.sign(content));
    }

    /** The receipts of a run, or the one receipt with this id. */
    private List<StoredReceipt> find(String id) {
        var found =
                held.reading(
                        () ->
                                store.read(() -> {
                                    var run = table.ofRun(id);
                                    return run.isEmpty() ? table.byId(id).stream().toList() : run;
                                }),
                        rows -> weight(rows, AS_RECORDS));
        if (found.isEmpty()) {
            throw GatewayProblems.unknownReceipt(id);
        }
        return found;
    }

    private static long weight(List<StoredReceipt> rows, int times) {
        return times * rows.stream().mapToLong(row -> row.text().body().length()).sum();
    }

    private static ReceiptList receipts(List<StoredReceipt> rows) {
        return new ReceiptList(rows.stream().map(row -> row.text().receipt()).toList());
    }

    private static List<ChainLink> links(List<StoredReceipt> rows) {
        return rows.stream()
                .map(row ->
                        new ChainLink(
                                row.seq(),
                                row.text().hash(),
                                row.text().prevHash(),
                                row.text().body()))
                .toList();
    }

    private int limit(@Nullable Integer asked) {
        int limit = asked == null ? DEFAULT_LIMIT : asked;
        if (limit < 1 || limit > settings.pageLimit()) {
            throw GatewayProblems.badParameter("limit", "must be 1 to " + settings.pageLimit());
        }
        return limit;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw GatewayProblems.badParameter(
                    "since", "must be a timestamp in UTC such as 2026-01-31T12:00:00Z");
        }
    }
}
