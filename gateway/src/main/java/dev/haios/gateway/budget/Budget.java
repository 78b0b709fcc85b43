package dev.haios.gateway.budget;

import dev.haios.contracts.budget.BudgetPeriod;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One budget and what is left of it. Amounts in 1e-9 USD, never negative.
 *
 * @param scope what it is for
 * @param begin from when spending counts
 * @param reserved for calls under way
 * @param level the worst that was reported since {@code begin}
 * @param fromFile what the file said when it was last taken over from there
 */
record Budget(
        String scope,
        long limit,
        BudgetPeriod period,
        Instant begin,
        long spent,
        long reserved,
        BudgetLevel level,
        @Nullable String fromFile) {

    Budget {
        if (limit < 0 || spent < 0 || reserved < 0) {
            throw new IllegalArgumentException(
                    "budget %s: limit %d, spent %d, reserved %d"
                            .formatted(scope, limit, spent, reserved));
        }
    }

    static Budget fresh(String scope, long limit, BudgetPeriod period, Instant now) {
        return new Budget(scope, limit, period, now, 0, 0, BudgetLevel.OK, null);
    }

    /** The same, begun anew if its period is over. What is reserved stays so. */
    Budget at(Instant now) {
        var begins = begins(now);
        // A clock that was set back must not forget what was spent.
        return begins.isAfter(begin)
                ? new Budget(scope, limit, period, begins, 0, reserved, BudgetLevel.OK, fromFile)
                : this;
    }

    private Instant begins(Instant now) {
        return switch (period) {
            case TOTAL -> begin;
            case DAY -> now.truncatedTo(ChronoUnit.DAYS);
            case MONTH ->
                    LocalDate.ofInstant(now, ZoneOffset.UTC)
                            .withDayOfMonth(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
        };
    }

    long available() {
        return Math.max(0, limit - spent - reserved);
    }

    /** Whether so much more can be held; nothing can always be. */
    boolean fits(long amount) {
        return amount == 0 || amount <= available();
    }

    Budget hold(long amount) {
        return with(spent, Math.addExact(reserved, amount));
    }

    /**
     * Gives back what was held and counts what it came to.
     *
     * @param actual may be more than was held: what is spent is spent
     */
    Budget settle(long held, long actual) {
        return with(Math.addExact(spent, actual), Math.max(0, reserved - held));
    }

    Budget limited(long newLimit, BudgetPeriod newPeriod, @Nullable String file) {
        var changed = new Budget(scope, newLimit, newPeriod, begin, spent, reserved, level, file);
        return changed.reported(changed.used());
    }

    Budget reported(BudgetLevel now) {
        return new Budget(scope, limit, period, begin, spent, reserved, now, fromFile);
    }

    private Budget with(long newSpent, long newReserved) {
        return new Budget(scope, limit, period, begin, newSpent, newReserved, level, fromFile);
    }

    /** The level that what was spent amounts to. */
    BudgetLevel used() {
        if (spent >= limit) {
            return BudgetLevel.EXHAUSTED;
        }
        return spent >= limit - limit / 10 ? BudgetLevel.WARNING : BudgetLevel.OK;
    }
}
