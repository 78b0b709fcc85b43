package dev.haios.gateway.receipt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which receipts are asked for.
 *
 * @param afterSeq pages on from here, oldest first; without it the newest are answered
 * @param since made then or later
 * @param withSuperseded whether the opening row of a streamed call that has ended is wanted too
 * @param limit most rows
 */
record ReceiptFilter(
        @Nullable Long afterSeq,
        @Nullable String agent,
        @Nullable Instant since,
        boolean withSuperseded,
        int limit) {

    /** The answer is always in the order of the chain. */
    String sql(String columns) {
        var where = new ArrayList<String>();
        if (afterSeq != null) {
            where.add("seq > ?");
        }
        if (agent != null) {
            where.add("agent = ?");
        }
        if (since != null) {
            where.add("made_ms >= ?");
        }
        if (!withSuperseded) {
            where.add("(status <> 'open' OR seq IN (SELECT seq FROM receipt_open))");
        }
        return "SELECT * FROM (SELECT "
                + columns
                + " FROM receipt"
                + (where.isEmpty() ? "" : " WHERE " + String.join(" AND ", where))
                + " ORDER BY seq "
                + (afterSeq == null ? "DESC" : "ASC")
                + " LIMIT ?) ORDER BY seq";
    }

    List<Object> values() {
        var values = new ArrayList<Object>();
        if (afterSeq != null) {
            values.add(afterSeq);
        }
        if (agent != null) {
            values.add(agent);
        }
        if (since != null) {
            values.add(since.toEpochMilli());
        }
        values.add(limit);
        return values;
    }
}
