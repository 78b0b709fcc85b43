package dev.haios.fleet;

import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Those who behave while others flood: one caller of each kind, one call after the other. */
final class Bystanders implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Between two calls of one: they are not what loads the machine. */
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Fleet fleet;
    private final Map<String, Crowd> crowds;

    /**
     * Begins to call.
     *
     * @param beating id of a registered service, whose heartbeats are sent
     * @param cap of a model that answers
     */
    Bystanders(Fleet fleet, String beating, String cap) {
        this.fleet = fleet;
        crowds =
                Map.of(
                        "heartbeats",
                        caller(
                                Member.REGISTRY,
                                "PUT",
                                "/heartbeat",
                                "{\"service_id\":\"" + beating + "\",\"status\":\"ok\"}"),
                        "discoveries",
                        caller(Member.REGISTRY, "GET", "/discover?cap=" + cap, ""),
                        "health checks",
                        caller(Member.GATEWAY, "GET", "/health", ""),
                        "invocations",
                        caller(Member.GATEWAY, "POST", "/invoke", Bodies.invocation(cap)),
                        "broadcasts",
                        caller(
                                Member.EVENT_STREAM,
                                "POST",
                                "/broadcast",
                                "{\"event_type\":\"status_update\",\"agent\":\"bystander\"}"));
    }

    private Crowd caller(Member member, String method, String path, String body) {
        return Crowd.endless(1, PAUSE, fleet.url(member), _ -> new Crowd.Call(method, path, body));
    }

    /** Waits until each has been answered a few times from now on. */
    void proceed() {
        crowds.forEach((what, crowd) -> {
            int now = crowd.tally().answers();
            eventually(what + " go on", PATIENCE, () -> crowd.tally().answers() > now + 5);
        });
    }

    /** Ends, and nobody was refused anything. */
    void assertAllServed() {
        assertServed(List.copyOf(crowds.keySet()));
    }

    /** Ends, and these were refused nothing, the others not without being told so. */
    void assertServed(List<String> served) {
        crowds.forEach((what, crowd) -> {
            var tally = crowd.leave();
            System.out.println("   beside it " + what + ": " + tally);
            assertThat(tally.breaks()).as(what).isEmpty();
            assertThat(tally.unexplained()).as(what).isZero();
            assertThat(tally.statuses().keySet())
                    .as(what)
                    .isSubsetOf(served.contains(what) ? List.of(200) : List.of(200, 503));
        });
    }

    @Override
    public void close() {
        crowds.values().forEach(Crowd::close);
    }
}
