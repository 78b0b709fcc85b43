package dev.haios.gateway.budget;

import dev.haios.contracts.event.Event;
import dev.haios.contracts.event.EventTypes;
import dev.haios.contracts.schema.Wire;
import dev.haios.kit.events.EventPublisher;
import java.util.LinkedHashMap;
import org.springframework.stereotype.Component;

/** Tells the fleet, once per period and level, that a budget runs out. */
@Component
class BudgetEvents {

    private final EventPublisher events;

    BudgetEvents(EventPublisher events) {
        this.events = events;
    }

    /**
     * Called in the unit that changes the budget.
     *
     * @return the budget as it is to be stored
     */
    Budget reported(Budget budget, BudgetLevel now) {
        if (now.compareTo(budget.level()) <= 0) {
            return budget;
        }
        var fields = new LinkedHashMap<String, Object>();
        fields.put("scope", budget.scope());
        fields.put("level", Wire.word(now));
        fields.put("limit_usd", Usd.of(budget.limit()));
        fields.put("spent_usd", Usd.of(budget.spent()));
        fields.put("reserved_usd", Usd.of(budget.reserved()));
        fields.put("period", Wire.word(budget.period()));
        events.record(
                new Event(
                        EventTypes.BUDGET,
                        null,
                        null,
                        null,
                        BudgetScope.agent(budget.scope()),
                        BudgetScope.run(budget.scope()),
                        null,
                        fields));
        return budget.reported(now);
    }
}
