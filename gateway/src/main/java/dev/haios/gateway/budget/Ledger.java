package dev.haios.gateway.budget;

import dev.haios.contracts.budget.BudgetLimit;
import dev.haios.kit.store.Store;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The budgets. Whether an amount fits is decided, and the amount held, inside one unit of the
 * store; units run one after another, so callers can never overshoot together. Thread-safe.
 */
@Component
class Ledger {

    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    private final Store store;
    private final BudgetTable table;
    private final BudgetEvents events;
    private final Clock clock;

    /** As committed; changed on the writer's thread only. */
    private final Map<String, Budget> current = new ConcurrentSkipListMap<>();

    /** Calls of this process whose holds are theirs to settle. */
    private final Set<String> live = ConcurrentHashMap.newKeySet();

    Ledger(Store store, BudgetTable table, BudgetEvents events, Clock clock) {
        this.store = store;
        this.table = table;
        this.events = events;
        this.clock = clock;
        show(store.read(table::all));
    }

    private void show(List<Budget> changed) {
        changed.forEach(budget -> current.put(budget.scope(), budget));
    }

    Collection<Budget> all() {
        var now = clock.instant();
        return current.values().stream().map(budget -> budget.at(now)).toList();
    }

    Optional<Budget> find(String scope) {
        return Optional.ofNullable(current.get(scope)).map(budget -> budget.at(clock.instant()));
    }

    boolean isEmpty() {
        return current.isEmpty();
    }

    /** Of these scopes, those that have a budget. */
    List<String> governing(Set<String> scopes) {
        return scopes.stream().filter(current::containsKey).toList();
    }

    /** A new limit; what was spent stays spent. A new budget counts from now on. */
    Budget limit(String scope, BudgetLimit limit, @Nullable String fromFile) {
        return store.write(
                () -> {
                    var now = clock.instant();
                    long nano = Usd.down(limit.limitUsd());
                    var budget =
                            table.find(scope)
                                    .map(known -> known.at(now))
                                    .orElseGet(() ->
                                            Budget.fresh(scope, nano, limit.periodOrTotal(), now))
                                    .limited(nano, limit.periodOrTotal(), fromFile);
                    table.put(budget);
                    return budget;
                },
                budget -> show(List.of(budget)));
    }

    boolean remove(String scope) {
        return store.write(() -> table.delete(scope), _ -> current.remove(scope));
    }

    /** What became of a request to hold an amount. */
    private record Held(List<Budget> changed, @Nullable Budget refusedBy) {}

    /**
     * Settles what the call's last try came to, and holds an amount for the next in all of the
     * budgets or in none.
     *
     * @return the budget that refused
     */
    Optional<Budget> hold(String receiptId, List<String> scopes, long amount, long lastCame) {
        live.add(receiptId);
        var held =
                store.write(
                        () -> tryHold(receiptId, scopes, amount, lastCame),
                        done -> show(done.changed()));
        return Optional.ofNullable(held.refusedBy());
    }

    private Held tryHold(String receiptId, List<String> scopes, long amount, long lastCame) {
        var changed = new ArrayList<>(settled(receiptId, lastCame));
        var budgets = scopes.stream().flatMap(scope -> budget(scope).stream()).toList();
        var refusing = budgets.stream().filter(budget -> !budget.fits(amount)).findFirst();
        if (refusing.isPresent()) {
            changed.add(put(refusing.get(), BudgetLevel.EXHAUSTED));
            return new Held(changed, refusing.get());
        }
        for (var budget : budgets) {
            table.hold(receiptId, budget.scope(), amount);
            changed.add(put(budget.hold(amount), BudgetLevel.OK));
        }
        return new Held(changed, null);
    }

    /**
     * Ends a call's holds, counting what it came to in each of the budgets; does nothing when there
     * are none. Joins the unit of the caller, if it is in one.
     */
    void settle(String receiptId, long came) {
        store.write(() -> settled(receiptId, came), this::show);
    }

    /** The call is over: what it may still hold is not its own any more. */
    void forget(String receiptId) {
        live.remove(receiptId);
    }

    private List<Budget> settled(String receiptId, long came) {
        return ended(receiptId, _ -> came);
    }

    /**
     * Charges in full what is held for calls that no longer exist: whoever was called may have done
     * the work and be paid for it, and nobody is left who could say.
     */
    void chargeTheDead() {
        for (var receiptId : store.read(table::holders)) {
            if (!live.contains(receiptId)) {
                var changed = store.write(() -> ended(receiptId, held -> held), this::show);
                if (!changed.isEmpty()) {
                    LOG.warn("receipt {}: its call ended unseen, all held is charged", receiptId);
                }
            }
        }
    }

    private List<Budget> ended(String receiptId, LongUnaryOperator cameOfHeld) {
        var changed = new ArrayList<Budget>();
        for (var held : table.release(receiptId)) {
            long came = cameOfHeld.applyAsLong(held.amount());
            budget(held.scope())
                    .map(budget -> budget.settle(held.amount(), came))
                    .ifPresent(budget -> changed.add(put(budget, budget.used())));
        }
        return changed;
    }

    private Optional<Budget> budget(String scope) {
        return table.find(scope).map(budget -> budget.at(clock.instant()));
    }

    private Budget put(Budget budget, BudgetLevel level) {
        var reported = events.reported(budget, level);
        table.put(reported);
        return reported;
    }
}
