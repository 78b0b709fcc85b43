package dev.haios.gateway.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.budget.BudgetPeriod;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetArithmeticTest {

    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    @Property
    void whatever_is_held_settled_and_given_back_the_limit_holds(
            @ForAll @IntRange(max = 1_000) int limit,
            @ForAll @Size(max = 60) List<@IntRange(min = -300, max = 300) Integer> steps) {
        var budget = Budget.fresh("fleet", limit, BudgetPeriod.TOTAL, START);
        var held = new ArrayDeque<Integer>();
        long spent = 0;
        for (int step : steps) {
            if (step >= 0 && budget.fits(step)) {
                budget = budget.hold(step);
                held.add(step);
            } else if (step < 0 && !held.isEmpty()) {
                int amount = held.poll();
                // At most what was held: half of the calls cost nothing.
                int came = step % 2 == 0 ? 0 : Math.min(amount, -step);
                budget = budget.settle(amount, came);
                spent += came;
            }
            assertThat(budget.spent() + budget.reserved()).isLessThanOrEqualTo(limit);
            assertThat(budget.spent()).isEqualTo(spent);
            assertThat(budget.reserved())
                    .isEqualTo(held.stream().mapToLong(Integer::longValue).sum());
        }
    }

    @ParameterizedTest
    @CsvSource({"899, OK", "900, WARNING", "999, WARNING", "1000, EXHAUSTED", "1500, EXHAUSTED"})
    void nine_tenths_warn_and_all_of_it_is_the_end(long spent, BudgetLevel level) {
        var budget = Budget.fresh("fleet", 1000, BudgetPeriod.TOTAL, START);

        assertThat(budget.settle(0, spent).used()).isEqualTo(level);
    }

    @Test
    void a_budget_of_nothing_is_exhausted_and_still_lets_pass_what_is_free() {
        var nothing = Budget.fresh("fleet", 0, BudgetPeriod.TOTAL, START);

        assertThat(nothing.used()).isEqualTo(BudgetLevel.EXHAUSTED);
        assertThat(nothing.fits(1)).isFalse();
        assertThat(nothing.fits(0)).isTrue();
        assertThat(nothing.settle(0, 5).fits(0)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "DAY, 2026-01-31T23:59:59.999Z, 7",
        "DAY, 2026-02-01T00:00:00Z, 0",
        "MONTH, 2026-01-31T23:59:59.999Z, 7",
        "MONTH, 2026-02-01T00:00:00Z, 0",
        "TOTAL, 2036-02-01T00:00:00Z, 7",
        // A clock that was set back forgets nothing.
        "DAY, 2026-01-01T00:00:00Z, 7"
    })
    void spending_begins_anew_with_the_period_and_what_is_held_stays_held(
            BudgetPeriod period, Instant now, long spent) {
        var budget = Budget.fresh("fleet", 10, period, START).hold(5).settle(2, 7).at(now);

        assertThat(budget.spent()).isEqualTo(spent);
        assertThat(budget.reserved()).isEqualTo(3);
    }

    @Test
    void a_fraction_of_a_billionth_counts_against_the_caller() {
        assertThat(Usd.up(new BigDecimal("0.0000000001"))).isEqualTo(1);
        assertThat(Usd.down(new BigDecimal("0.0000000019"))).isEqualTo(1);
        assertThat(Usd.up(new BigDecimal("0.000000001"))).isEqualTo(1);
        assertThat(Usd.down(new BigDecimal("0.000000001"))).isEqualTo(1);
        assertThat(Usd.up(new BigDecimal("1e-999999999"))).isEqualTo(1);
        assertThat(Usd.down(new BigDecimal("1e-999999999"))).isZero();
        assertThat(Usd.down(new BigDecimal("1e6"))).isEqualTo(1_000_000_000_000_000L);
        assertThat(Usd.of(100_000_000_000L).toPlainString()).isEqualTo("100");
    }
}
