package dev.haios.gateway.receipt;

import dev.haios.contracts.receipt.ChainEnd;
import dev.haios.contracts.receipt.RoutingReceipt;
import dev.haios.contracts.schema.Wire;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The chain's rows. Every method runs inside a unit or query of the store. */
@Component
class ReceiptTable {

    private static final String COLUMNS = "seq, receipt_id, status, file, prev_hash, hash, body";

    private final JdbcClient jdbc;

    ReceiptTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The last row's place, or where retention has cut when nothing is left. */
    ChainEnd end() {
        return jdbc.sql(
                        """
                        SELECT seq, hash FROM (
                            SELECT * FROM (SELECT seq, hash FROM receipt ORDER BY seq DESC LIMIT 1)
                            UNION ALL
                            SELECT anchor_seq, anchor_hash FROM receipt_chain
                        ) ORDER BY seq DESC LIMIT 1
                        """)
                .query((row, _) -> new ChainEnd(row.getLong(1), row.getString(2)))
                .single();
    }

    /**
     * What a new receipt needs to know.
     *
     * @param end of the chain, or where retention has cut when nothing is left
     * @param openedFile the file it has already, when it is the end of a streamed call
     * @param fileIsTaken whether another receipt has the file it would like to have
     */
    record Place(ChainEnd end, @Nullable String openedFile, boolean fileIsTaken) {}

    Place place(String receiptId, String wantedFile) {
        return jdbc.sql(
                        """
                        SELECT seq, hash,
                            (SELECT file FROM receipt WHERE receipt_id = ? LIMIT 1),
                            EXISTS (SELECT 1 FROM receipt WHERE file = ? COLLATE NOCASE)
                        FROM (
                            SELECT * FROM (SELECT seq, hash FROM receipt ORDER BY seq DESC LIMIT 1)
                            UNION ALL
                            SELECT anchor_seq, anchor_hash FROM receipt_chain
                        ) ORDER BY seq DESC LIMIT 1
                        """)
                .param(receiptId)
                .param(wantedFile)
                .query((row, _) ->
                        new Place(
                                new ChainEnd(row.getLong(1), row.getString(2)),
                                row.getString(3),
                                row.getBoolean(4)))
                .single();
    }

    void insert(RoutingReceipt receipt, StoredReceipt row, long madeMs) {
        var usage = receipt.usage();
        var cost = receipt.costActual();
        var resolved = receipt.resolved();
        var caps = receipt.targetRequest().requireCaps();
        jdbc.sql(
                        """
                        INSERT INTO receipt (seq, receipt_id, run_id, ts, made_ms, status, agent,
                            provider, capability, usd_nano, tokens_in, tokens_out, file, prev_hash,
                            hash, body)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(row.seq())
                .param(row.receiptId())
                .param(receipt.runId())
                .param(receipt.ts().toString())
                .param(madeMs)
                .param(Wire.word(receipt.status()))
                .param(receipt.agent())
                .param(resolved == null ? null : resolved.name())
                .param(caps.isEmpty() ? null : caps.getFirst())
                .param(cost == null ? 0 : nano(cost.usd()))
                .param(usage == null ? 0 : usage.tokensIn())
                .param(usage == null ? 0 : usage.tokensOut())
                .param(row.file())
                .param(row.text().prevHash())
                .param(row.text().hash())
                .param(row.text().body())
                .update();
    }

    private static long nano(BigDecimal usd) {
        // Costs are rounded to a billionth of a dollar when they are made.
        return usd.movePointRight(9).longValueExact();
    }

    void opened(String receiptId, long seq) {
        jdbc.sql("INSERT INTO receipt_open (receipt_id, seq) VALUES (?, ?)")
                .param(receiptId)
                .param(seq)
                .update();
    }

    void closed(String receiptId) {
        jdbc.sql("DELETE FROM receipt_open WHERE receipt_id = ?").param(receiptId).update();
    }

    boolean fileIsTaken(String file) {
        return jdbc.sql("SELECT 1 FROM receipt WHERE file = ? COLLATE NOCASE LIMIT 1")
                .param(file)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Streamed calls that have begun and not ended. */
    List<StoredReceipt> open() {
        return jdbc.sql(
                        "SELECT "
                                + COLUMNS
                                + " FROM receipt WHERE seq IN (SELECT seq FROM receipt_open)"
                                + " ORDER BY seq")
                .query((row, _) -> stored(row))
                .list();
    }

    /** Rows behind a place in the chain, oldest first, all of them. */
    List<StoredReceipt> after(long seq, int limit) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM receipt WHERE seq > ? ORDER BY seq LIMIT ?")
                .param(seq)
                .param(limit)
                .query((row, _) -> stored(row))
                .list();
    }

    /** As {@link #after}, without the opening rows of streamed calls. */
    List<StoredReceipt> ended(long afterSeq, int limit) {
        return jdbc.sql(
                        "SELECT "
                                + COLUMNS
                                + " FROM receipt WHERE seq > ? AND status <> 'open'"
                                + " ORDER BY seq LIMIT ?")
                .param(afterSeq)
                .param(limit)
                .query((row, _) -> stored(row))
                .list();
    }

    /** The newest row of each receipt of a run, in the order of the chain. */
    List<StoredReceipt> ofRun(String runId) {
        return jdbc.sql(
                        "SELECT "
                                + COLUMNS
                                + " FROM receipt WHERE seq IN (SELECT max(seq) FROM receipt"
                                + " WHERE run_id = ? GROUP BY receipt_id) ORDER BY seq")
                .param(runId)
                .query((row, _) -> stored(row))
                .list();
    }

    Optional<StoredReceipt> byId(String receiptId) {
        return jdbc.sql(
                        "SELECT "
                                + COLUMNS
                                + " FROM receipt WHERE receipt_id = ? ORDER BY seq DESC LIMIT 1")
                .param(receiptId)
                .query((row, _) -> stored(row))
                .optional();
    }

    /** Whether this is the row that the receipt's file holds. */
    boolean isNewest(StoredReceipt row) {
        return !row.open()
                || byId(row.receiptId()).stream().allMatch(newest -> newest.seq() == row.seq());
    }

    List<StoredReceipt> matching(ReceiptFilter filter) {
        return jdbc.sql(filter.sql(COLUMNS))
                .params(filter.values())
                .query((row, _) -> stored(row))
                .list();
    }

    static StoredReceipt stored(ResultSet row) throws SQLException {
        return new StoredReceipt(
                row.getLong(1),
                row.getString(2),
                row.getString(3).equals("open"),
                row.getString(4),
                new ReceiptText(row.getString(5), row.getString(6), row.getString(7)));
    }
}
