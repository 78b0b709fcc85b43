package dev.haios.kit.surface;

import dev.haios.contracts.heartbeat.Health;
import dev.haios.contracts.problem.HealthReport;
import dev.haios.kit.home.AdvertisedAddress;
import dev.haios.kit.home.ServiceIdentity;
import dev.haios.kit.time.Ticker;
import java.time.Duration;
import java.util.LinkedHashMap;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class HealthController {

    private final ServiceIdentity identity;
    private final AdvertisedAddress address;
    private final Condition condition;
    private final Ticker ticker;
    private final long startedNanos;

    HealthController(
            ServiceIdentity identity,
            AdvertisedAddress address,
            Condition condition,
            Ticker ticker) {
        this.identity = identity;
        this.address = address;
        this.condition = condition;
        this.ticker = ticker;
        this.startedNanos = ticker.nanos();
    }

    @GetMapping("/health")
    ResponseEntity<HealthReport> health() {
        var now = condition.now();
        var fields = new LinkedHashMap<>(now.fields());
        if (now.reason() != null) {
            fields.put("reason", now.reason());
        }
        var shown = now.health() == Health.DOWN && now.answersOk() ? Health.DEGRADED : now.health();
        var report =
                new HealthReport(
                        shown,
                        identity.name(),
                        address.port(),
                        identity.version(),
                        Duration.ofNanos(ticker.nanos() - startedNanos).toMillis() / 1000.0,
                        fields);
        return ResponseEntity.status(now.answersOk() ? 200 : 503).body(report);
    }
}
