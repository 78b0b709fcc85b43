package dev.haios.kit.admission;

import dev.haios.kit.time.Routine;
import dev.haios.kit.time.Ticker;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's HTTP/1.1 with connections that make room for each other and clients that cannot take for
 * ever. Public, because Tomcat makes it by name.
 */
public final class BoundedProtocol extends Http11NioProtocol {

    /** Connections that are being ended while others have come in their place already. */
    private static final int OVERLAP = 128;

    private static final Duration SWEEP = Duration.ofMillis(500);

    private final BoundedEndpoint endpoint;
    private @Nullable SlowClients slow;
    private @Nullable Routine sweeping;

    public BoundedProtocol() {
        this(new BoundedEndpoint());
    }

    private BoundedProtocol(BoundedEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    /** Sets the limits; to be called before it starts. */
    void bound(AdmissionSettings limits, Ticker ticker, MeterRegistry meters) {
        endpoint.keepAtMost(limits.maxConnections());
        setMaxConnections(limits.maxConnections() + OVERLAP);
        // A body that stops coming is then told so, which a connection that is ended is not.
        setDisableUploadTimeout(false);
        setConnectionUploadTimeout((int) limits.bodyTimeout().toMillis());
        var clients = new SlowClients(limits, ticker);
        slow = clients;
        sweeping =
                Routine.afterPause(
                        "slow-clients",
                        SWEEP,
                        () -> {
                            clients.sweep(endpoint.getConnections());
                            endpoint.makeRoom();
                        });
        Gauge.builder("haios_http_connections", this, BoundedProtocol::getConnectionCount)
                .description("Connections open")
                .register(meters);
        Gauge.builder("haios_http_connections_limit", limits, AdmissionSettings::maxConnections)
                .description("Connections kept before idle ones make room")
                .register(meters);
        FunctionCounter.builder("haios_http_cut_total", endpoint, BoundedEndpoint::madeRoom)
                .description("Connections ended by the service, by reason")
                .tag("reason", "idle")
                .register(meters);
        for (var reason : SlowClients.Reason.values()) {
            FunctionCounter.builder("haios_http_cut_total", clients, each -> each.cut(reason))
                    .description("Connections ended by the service, by reason")
                    .tag("reason", reason.label())
                    .register(meters);
        }
    }

    @Override
    protected Processor createProcessor() {
        var processor = new VisibleProcessor(this, getAdapter());
        if (slow != null) {
            slow.watch(processor);
        }
        return processor;
    }

    @Override
    public void start() throws Exception {
        super.start();
        if (sweeping != null) {
            sweeping.start();
        }
    }

    @Override
    public void stop() throws Exception {
        if (sweeping != null) {
            sweeping.stop();
        }
        super.stop();
    }
}
