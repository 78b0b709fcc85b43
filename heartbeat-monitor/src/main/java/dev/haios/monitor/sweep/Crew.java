package dev.haios.monitor.sweep;

import dev.haios.monitor.MonitorSettings;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Does the same for many services, a bounded number of them at a time. */
@Component
class Crew {

    private final int hands;

    Crew(MonitorSettings settings) {
        hands = settings.parallel();
    }

    /**
     * Returns when all are done.
     *
     * @throws RegistryAway the first that was thrown; those not begun by then are left out, because
     *     each of them would wait for the same registry
     */
    <T> void each(List<T> items, Consumer<T> work) {
        if (items.isEmpty()) {
            return;
        }
        var away = new AtomicReference<@Nullable RegistryAway>();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(
                        Math.min(hands, items.size()), Thread.ofVirtual().factory())) {
            List<? extends Future<?>> all =
                    items.stream()
                            .map(item -> threads.submit(() -> attempt(item, work, away)))
                            .toList();
            for (var one : all) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in a sweep", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException("a sweep failed", e);
        }
        var first = away.get();
        if (first != null) {
            throw first;
        }
    }

    private static <T> void attempt(
            T item, Consumer<T> work, AtomicReference<@Nullable RegistryAway> away) {
        if (away.get() == null) {
            try {
                work.accept(item);
            } catch (RegistryAway e) {
                away.compareAndSet(null, e);
            }
        }
    }
}
