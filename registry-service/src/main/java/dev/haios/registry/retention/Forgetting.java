package dev.haios.registry.retention;

import dev.haios.kit.retention.RetentionClock;
import dev.haios.kit.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Forgets in small steps, between which others have their turn. What to forget is looked up by a
 * reader, so that a long look keeps no writer waiting.
 */
@Component
class Forgetting {

    private static final Logger LOG = LoggerFactory.getLogger(Forgetting.class);
    private static final int STEP = 500;

    private final Store store;
    private final Remains remains;
    private final RetentionSettings settings;
    private final RetentionClock clock;

    Forgetting(Store store, Remains remains, RetentionSettings settings, RetentionClock clock) {
        this.store = store;
        this.remains = remains;
        this.settings = settings;
        this.clock = clock;
    }

    void run() {
        Instant now = clock.now();
        var roles = now.minus(settings.roles());
        int forgotten =
                inSteps(
                        () -> remains.rolesBefore(roles, STEP),
                        found -> remains.forgetRoles(found));
        var epochs = now.minus(settings.epochs());
        forgotten +=
                inSteps(
                        () -> remains.goneBefore(epochs, STEP),
                        found -> remains.forgetEpochs(found, epochs));
        if (forgotten > 0) {
            LOG.info("{} changes of role and epochs beyond retention forgotten", forgotten);
        }
        inSteps(() -> remains.gone(STEP), found -> remains.noteGone(found, now));
    }

    private <T> int inSteps(Supplier<List<T>> find, Consumer<List<T>> change) {
        int total = 0;
        int step;
        do {
            var found = store.read(find);
            step = found.size();
            total += step;
            if (step > 0) {
                store.write(() -> {
                    change.accept(found);
                    return found;
                });
            }
        } while (step == STEP);
        return total;
    }
}
