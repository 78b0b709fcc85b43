package dev.haios.router.figures;

import dev.haios.contracts.registry.RegisteredService;
import dev.haios.kit.time.Ticker;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** The figures of all services, by id. Thread-safe; reading costs a map lookup. */
@Component
public final class FigureBook {

    private final FigureSettings settings;
    private final Ticker ticker;
    private final List<RankListener> listeners;
    private final Map<String, ServiceFigures> services = new ConcurrentHashMap<>();

    FigureBook(FigureSettings settings, Ticker ticker, List<RankListener> listeners) {
        this.settings = settings;
        this.ticker = ticker;
        this.listeners = List.copyOf(listeners);
    }

    /** What is known about a service now. */
    public Figures of(String serviceId) {
        var known = services.get(serviceId);
        return known == null ? Figures.NONE : known.current();
    }

    /** Takes in what a service says of itself. */
    public void heartbeat(RegisteredService service) {
        var known =
                services.computeIfAbsent(service.serviceId(), _ -> new ServiceFigures(settings));
        update(
                service.serviceId(),
                known,
                figures ->
                        figures.heartbeat(
                                service.p95Ms(),
                                service.load(),
                                service.queueDepth(),
                                ticker.nanos()));
    }

    /** Takes in a call that a service answered, in milliseconds; ignored for one not registered. */
    void succeeded(String serviceId, double ms) {
        known(serviceId, figures -> figures.succeeded(ms, ticker.nanos()));
    }

    void failed(String serviceId) {
        known(serviceId, figures -> figures.failed(ticker.nanos()));
    }

    void timedOut(String serviceId, double ms) {
        known(serviceId, figures -> figures.timedOut(ms, ticker.nanos()));
    }

    /** Forgets everyone who is not registered any more. */
    public void retain(Set<String> serviceIds) {
        services.keySet().retainAll(serviceIds);
    }

    /** Forgets one service. */
    public void forget(String serviceId) {
        services.remove(serviceId);
    }

    /** Lets old figures go. */
    void refresh() {
        services.forEach(
                (id, known) -> update(id, known, figures -> figures.refresh(ticker.nanos())));
    }

    private void known(String serviceId, Consumer<ServiceFigures> change) {
        var known = services.get(serviceId);
        if (known != null) {
            update(serviceId, known, change);
        }
    }

    private void update(String id, ServiceFigures figures, Consumer<ServiceFigures> change) {
        var before = figures.current();
        change.accept(figures);
        var after = figures.current();
        if (!after.ranksAs(before)) {
            listeners.forEach(listener -> listener.changed(id, before, after));
        }
    }
}
