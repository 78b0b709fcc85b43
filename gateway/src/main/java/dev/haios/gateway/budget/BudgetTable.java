package dev.haios.gateway.budget;

import dev.haios.contracts.budget.BudgetPeriod;
import dev.haios.contracts.schema.Wire;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Budgets and holds on disk. Every method runs inside a unit or query of the store. */
@Component
class BudgetTable {

    private static final String SELECT =
            "SELECT scope, limit_nano, period, begin_ms, spent_nano, reserved_nano, level,"
                    + " from_file FROM budget ";

    private final JdbcClient jdbc;

    BudgetTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is held for one call in one budget. */
    record Held(String scope, long amount) {}

    List<Budget> all() {
        return jdbc.sql(SELECT + "ORDER BY scope").query((row, _) -> budget(row)).list();
    }

    Optional<Budget> find(String scope) {
        return jdbc.sql(SELECT + "WHERE scope = ?")
                .param(scope)
                .query((row, _) -> budget(row))
                .optional();
    }

    void put(Budget budget) {
        jdbc.sql(
                        """
                        INSERT INTO budget (scope, limit_nano, period, begin_ms, spent_nano,
                            reserved_nano, level, from_file)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (scope) DO UPDATE SET limit_nano = excluded.limit_nano,
                            period = excluded.period, begin_ms = excluded.begin_ms,
                            spent_nano = excluded.spent_nano,
                            reserved_nano = excluded.reserved_nano, level = excluded.level,
                            from_file = excluded.from_file
                        """)
                .param(budget.scope())
                .param(budget.limit())
                .param(Wire.word(budget.period()))
                .param(budget.begin().toEpochMilli())
                .param(budget.spent())
                .param(budget.reserved())
                .param(Wire.word(budget.level()))
                .param(budget.fromFile())
                .update();
    }

    boolean delete(String scope) {
        jdbc.sql("DELETE FROM budget_hold WHERE scope = ?").param(scope).update();
        return jdbc.sql("DELETE FROM budget WHERE scope = ?").param(scope).update() > 0;
    }

    void hold(String receiptId, String scope, long amount) {
        jdbc.sql("INSERT INTO budget_hold (receipt_id, scope, usd_nano) VALUES (?, ?, ?)")
                .param(receiptId)
                .param(scope)
                .param(amount)
                .update();
    }

    /** Takes the holds of a call away and answers them; the second time there are none. */
    List<Held> release(String receiptId) {
        return jdbc.sql("DELETE FROM budget_hold WHERE receipt_id = ? RETURNING scope, usd_nano")
                .param(receiptId)
                .query((row, _) -> new Held(row.getString(1), row.getLong(2)))
                .list();
    }

    /** The calls that something is held for. */
    List<String> holders() {
        return jdbc.sql("SELECT DISTINCT receipt_id FROM budget_hold")
                .query((row, _) -> row.getString(1))
                .list();
    }

    private static Budget budget(ResultSet row) throws SQLException {
        return new Budget(
                row.getString(1),
                row.getLong(2),
                BudgetPeriod.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                Instant.ofEpochMilli(row.getLong(4)),
                row.getLong(5),
                row.getLong(6),
                BudgetLevel.valueOf(row.getString(7).toUpperCase(Locale.ROOT)),
                row.getString(8));
    }
}
