package dev.haios.gateway.costs;

import java.math.BigDecimal;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sums over the receipts. Every method runs inside a query of the store. */
@Component
class CostTable {

    private final JdbcClient jdbc;

    CostTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The dearest first; receipts without a value for the grouping stand under "unknown". */
    List<CostsController.Sum> sums(Grouping by, long madeSinceMs, int limit) {
        return jdbc.sql(
                        """
                        SELECT coalesce(%s, 'unknown') AS name, sum(usd_nano) AS usd_nano,
                            sum(tokens_in) AS tokens_in, sum(tokens_out) AS tokens_out,
                            count(*) AS calls, sum(status <> 'ok') AS failed
                        FROM receipt WHERE made_ms >= ? AND status <> 'open'
                        GROUP BY 1 ORDER BY usd_nano DESC, calls DESC, name LIMIT ?
                        """
                                .formatted(by.column()))
                .param(madeSinceMs)
                .param(limit)
                .query((row, _) ->
                        new CostsController.Sum(
                                row.getString("name"),
                                usd(row.getLong("usd_nano")),
                                row.getLong("tokens_in"),
                                row.getLong("tokens_out"),
                                row.getLong("calls"),
                                row.getLong("failed")))
                .list();
    }

    CostsController.Sum total(long madeSinceMs) {
        return jdbc.sql(
                        """
                        SELECT coalesce(sum(usd_nano), 0), coalesce(sum(tokens_in), 0),
                            coalesce(sum(tokens_out), 0), count(*),
                            coalesce(sum(status <> 'ok'), 0)
                        FROM receipt WHERE made_ms >= ? AND status <> 'open'
                        """)
                .param(madeSinceMs)
                .query((row, _) ->
                        new CostsController.Sum(
                                "total",
                                usd(row.getLong(1)),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5)))
                .single();
    }

    private static BigDecimal usd(long nano) {
        return BigDecimal.valueOf(nano, 9).stripTrailingZeros();
    }
}
