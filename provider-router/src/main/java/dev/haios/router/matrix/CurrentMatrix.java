package dev.haios.router.matrix;

import dev.haios.contracts.event.Event;
import dev.haios.contracts.event.EventTypes;
import dev.haios.kit.events.EventPublisher;
import dev.haios.kit.store.Store;
import dev.haios.router.matrix.MatrixReading.Accepted;
import dev.haios.router.matrix.MatrixReading.Refused;
import dev.haios.router.version.Change;
import dev.haios.router.version.RoutingVersion;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The matrix that counts now: the last good one, whatever became of the file since. A content that
 * is refused is reported once, by log, metric, {@code /health} and an {@code alert} event.
 */
@Component
public final class CurrentMatrix {

    private static final Logger LOG = LoggerFactory.getLogger(CurrentMatrix.class);

    private final MatrixFile file;
    private final AcceptedMatrices accepted;
    private final Store store;
    private final EventPublisher events;
    private final RoutingVersion routing;
    private final Clock clock;
    private final MeterRegistry meters;
    private volatile Matrix matrix = Matrix.EMPTY;
    private volatile @Nullable Refused refused;

    CurrentMatrix(
            MatrixFile file,
            AcceptedMatrices accepted,
            Store store,
            EventPublisher events,
            RoutingVersion routing,
            Clock clock,
            MeterRegistry meters) {
        this.file = file;
        this.accepted = accepted;
        this.store = store;
        this.events = events;
        this.routing = routing;
        this.clock = clock;
        this.meters = meters;
        recall();
        check();
    }

    /** The matrix to route by. */
    public Matrix get() {
        return matrix;
    }

    /** Why the file as it is now is not used, or null when it is. */
    public @Nullable String refusal() {
        var bad = refused;
        return bad == null ? null : bad.reason();
    }

    private void recall() {
        var kept = store.read(accepted::last);
        if (kept.isPresent()
                && file.parse(kept.get().version(), kept.get().body())
                        instanceof Accepted(var last, var _)) {
            matrix = last;
        }
    }

    /** Looks at the file and takes it over if its content changed and is good. */
    synchronized void check() {
        var before = refused;
        switch (file.read()) {
            case Accepted good -> {
                refused = null;
                if (!good.version().equals(matrix.version())) {
                    take(good);
                } else if (before != null) {
                    LOG.info("{} is as it was: {}", file.path(), good.version());
                }
            }
            case Refused bad -> {
                if (!bad.equals(before)) {
                    refused = bad;
                    report(bad);
                }
            }
        }
    }

    private void take(Accepted good) {
        store.write(() -> {
            accepted.keep(good.version(), good.body(), clock.instant());
            return good;
        });
        matrix = good.matrix();
        meters.counter("haios_router_matrix_loads_total", "outcome", "accepted").increment();
        LOG.info("{} loaded, version {}", file.path(), good.version());
        routing.advance(Change.MATRIX);
    }

    private void report(Refused bad) {
        meters.counter("haios_router_matrix_loads_total", "outcome", "refused").increment();
        LOG.warn("{} refused, keeping {}: {}", file.path(), matrix.version(), bad.reason());
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("alert_type", "matrix_refused");
        fields.put("file", file.path().toString());
        fields.put("reason", bad.reason());
        fields.put("refused_version", bad.version());
        fields.put("kept_version", matrix.version());
        store.write(() -> {
            events.record(Event.of(EventTypes.ALERT, fields));
            return bad;
        });
    }
}
