package dev.haios.gateway.receipt;

import dev.haios.contracts.receipt.ChainEnd;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Where the kept part of the chain begins and how far its files are known to be safe. Every method
 * runs inside a unit or query of the store.
 */
@Component
class ReceiptCuts {

    private final JdbcClient jdbc;

    ReceiptCuts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A row at the chain's beginning. */
    record Oldest(long seq, String hash, String file, long madeMs) {}

    /** The last row whose file was checked, or the anchor when that row is gone. */
    ChainEnd checked() {
        return jdbc.sql(
                        """
                        SELECT seq, hash FROM receipt
                        WHERE seq = (SELECT files_seq FROM receipt_chain)
                        UNION ALL
                        SELECT anchor_seq, anchor_hash FROM receipt_chain
                        ORDER BY 1 DESC LIMIT 1
                        """)
                .query((row, _) -> new ChainEnd(row.getLong(1), row.getString(2)))
                .single();
    }

    /** Files of rows made before then are on disk by now and need no further check. */
    int trustFilesBefore(long madeMs) {
        return jdbc.sql(
                        """
                        UPDATE receipt_chain SET files_seq = max(files_seq, coalesce((
                            SELECT seq FROM receipt WHERE made_ms < ?
                            ORDER BY made_ms DESC LIMIT 1), 0))
                        """)
                .param(madeMs)
                .update();
    }

    /** The oldest rows that may go: never the last one, never a call under way. */
    List<Oldest> removable(long madeBeforeMs, int limit) {
        return jdbc
                .sql(
                        """
                        SELECT seq, hash, file, made_ms FROM receipt
                        WHERE seq < (SELECT max(seq) FROM receipt)
                            AND seq < coalesce((SELECT min(seq) FROM receipt_open), seq + 1)
                        ORDER BY seq LIMIT ?
                        """)
                .param(limit)
                .query((row, _) ->
                        new Oldest(
                                row.getLong(1), row.getString(2), row.getString(3), row.getLong(4)))
                .list()
                .stream()
                // Only from the front: a clock that was set back must not make a hole.
                .takeWhile(row -> row.madeMs() < madeBeforeMs)
                .toList();
    }

    /** Removes the chain up to and with this row; it goes on from there as before. */
    void cut(Oldest last) {
        jdbc.sql("UPDATE receipt_chain SET anchor_seq = ?, anchor_hash = ?")
                .param(last.seq())
                .param(last.hash())
                .update();
        jdbc.sql("DELETE FROM receipt WHERE seq <= ?").param(last.seq()).update();
    }
}
