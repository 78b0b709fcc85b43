package dev.haios.gateway.budget;

import dev.haios.contracts.budget.BudgetLimit;
import dev.haios.contracts.schema.Wire;
import dev.haios.kit.surface.HealthSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Charges what dead calls hold, before the first call is taken and then again and again, and takes
 * over what changed in the file. An entry of the file wins when it changes; between its changes the
 * operator's last word does. A file that cannot be used changes nothing and is reported.
 */
@Component
class BudgetUpkeep implements InitializingBean, HealthSource {

    private static final Logger LOG = LoggerFactory.getLogger(BudgetUpkeep.class);

    private final Ledger ledger;
    private final BudgetFile file;
    private @Nullable String seen;
    private volatile @Nullable String refusal;

    BudgetUpkeep(Ledger ledger, BudgetFile file) {
        this.ledger = ledger;
        this.file = file;
    }

    @Override
    public void afterPropertiesSet() {
        run();
    }

    @Scheduled(
            initialDelayString = "${haios.gateway.budgets.upkeep}",
            fixedDelayString = "${haios.gateway.budgets.upkeep}")
    void run() {
        ledger.chargeTheDead();
        takeOverFile();
    }

    private void takeOverFile() {
        try {
            var text = file.text();
            if (text.equals(seen)) {
                return;
            }
            takeOver(file.parse(text));
            seen = text;
            refusal = null;
        } catch (BudgetFile.Unusable e) {
            if (!String.valueOf(e.getMessage()).equals(refusal)) {
                LOG.warn("the budgets stay as they are: {}", e.getMessage());
            }
            refusal = String.valueOf(e.getMessage());
        }
    }

    private void takeOver(Map<String, BudgetLimit> limits) {
        for (var budget : ledger.all()) {
            if (budget.fromFile() != null && !limits.containsKey(budget.scope())) {
                ledger.remove(budget.scope());
                LOG.info("budget {} removed: it is no longer in the file", budget.scope());
            }
        }
        limits.forEach((scope, limit) -> {
            var entry = Wire.mapper().writeValueAsString(limit);
            var known = ledger.find(scope);
            if (known.isEmpty() || !entry.equals(known.get().fromFile())) {
                ledger.limit(scope, limit, entry);
                LOG.info("budget {} taken over from the file: {}", scope, entry);
            }
        });
    }

    @Override
    public State state() {
        var why = refusal;
        return why == null ? State.ok(Map.of()) : State.degraded("budgets are not read: " + why);
    }
}
