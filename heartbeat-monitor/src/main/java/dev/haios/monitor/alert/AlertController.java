package dev.haios.monitor.alert;

import dev.haios.kit.access.Requires;
import dev.haios.kit.access.Role;
import dev.haios.kit.store.Store;
import dev.haios.kit.web.HeldBytes;
import dev.haios.monitor.MonitorProblems;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The alerts of the past, oldest first; when there are more than the limit, the newest of them. */
@RestController
class AlertController {

    private static final Set<String> PARAMETERS = Set.of("since", "service_id", "limit");
    private static final int MAX = 1000;

    /** One as a tree and on its way out; about. */
    private static final long ALERT_BYTES = 4096;

    private final Store store;
    private final AlertTable alerts;
    private final HeldBytes held;

    AlertController(Store store, AlertTable alerts, HeldBytes held) {
        this.held = held;
        this.store = store;
        this.alerts = alerts;
    }

    record AlertList(List<JsonNode> alerts) {}

    @GetMapping("/alerts")
    @Requires(Role.VIEWER)
    AlertList alerts(
            @RequestParam Map<String, String> query,
            @RequestParam(required = false) @Nullable String since,
            @RequestParam(name = "service_id", required = false) @Nullable String serviceId,
            @RequestParam(defaultValue = "100") String limit) {
        for (var name : query.keySet()) {
            if (!PARAMETERS.contains(name)) {
                // A misspelt filter must not look like one that matched everything.
                throw MonitorProblems.invalidParameter(
                        name, "is not known here; since, service_id and limit are");
            }
        }
        var from = since == null ? null : instant(since);
        int most = most(limit);
        return new AlertList(
                held.reading(
                        () -> store.read(() -> alerts.list(from, serviceId, most)),
                        found -> found.size() * ALERT_BYTES));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw MonitorProblems.invalidParameter(
                    "since", "must be a timestamp such as 2026-01-31T12:00:00Z");
        }
    }

    private static int most(String text) {
        if (text.matches("[0-9]{1,4}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX) {
                return limit;
            }
        }
        throw MonitorProblems.invalidParameter("limit", "must be a whole number from 1 to " + MAX);
    }
}
