package dev.haios.fleet;

import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;

/**
 * The durable events of every publisher, held against what the publishers themselves keep: all of
 * it has to arrive at the event stream, each once, in their order.
 */
final class Durable {

    private Durable() {}

    private static final String REGISTRY_TYPES =
            "service_registered&type=service_deregistered&type=status_changed&type=role_changed";

    /** Waits for all that the publishers hold by now, and verifies it. */
    static void verify(Fleet fleet, Cursor begin) {
        verify("receipts", fleet, begin, "routing_receipt", receipts(fleet));
        verify("alerts", fleet, begin, "alert", alerts(fleet));
        verifyChanges(fleet, begin);
    }

    private static void verify(
            String what, Fleet fleet, Cursor begin, String type, List<String> held) {
        if (held.isEmpty()) {
            return;
        }
        awaitArrival(what, () -> arrived(fleet, begin, type).contains(held.getLast()));
        var all = arrived(fleet, begin, type);
        var arrived = all.subList(0, all.indexOf(held.getLast()) + 1);
        // Of the alerts only the newest are held in one page; others may be older than the cursor.
        int common = Math.min(held.size(), arrived.size());
        assertThat(arrived).as(what).doesNotHaveDuplicates();
        assertThat(tail(arrived, common)).as(what).isEqualTo(tail(held, common));
    }

    /** Its own numbering proves the registry's completeness: nothing here makes other changes. */
    private static void verifyChanges(Fleet fleet, Cursor begin) {
        long last = fleet.http(Member.REGISTRY).get("/health").json().get("revision").asLong();
        awaitArrival("changes", () -> revisions(fleet, begin).contains(last));
        var revisions = revisions(fleet, begin);
        assertThat(revisions)
                .as("changes of the registry")
                .isEqualTo(
                        LongStream.rangeClosed(revisions.getFirst(), revisions.getLast())
                                .boxed()
                                .toList());
    }

    private static void awaitArrival(String what, BooleanSupplier arrived) {
        eventually("the last of the " + what + " arrives", Duration.ofMinutes(1), arrived);
    }

    private static <T> List<T> tail(List<T> all, int size) {
        return all.subList(all.size() - size, all.size());
    }

    private static List<String> receipts(Fleet fleet) {
        return Records.receipts(fleet.http(Member.GATEWAY)).stream()
                .map(Chain::body)
                .filter(receipt -> !receipt.get("status").asString().equals("open"))
                .map(receipt -> receipt.get("receipt_id").asString())
                .toList();
    }

    private static List<String> alerts(Fleet fleet) {
        return Records.alerts(fleet.http(Member.HEARTBEAT_MONITOR)).stream()
                .map(alert -> alert.get("alert_id").asString())
                .toList();
    }

    private static List<String> arrived(Fleet fleet, Cursor begin, String type) {
        return Records.events(fleet.http(Member.EVENT_STREAM), begin, type).stream()
                .map(event -> event.get("event_id").asString())
                .toList();
    }

    private static List<Long> revisions(Fleet fleet, Cursor begin) {
        return Records.events(fleet.http(Member.EVENT_STREAM), begin, REGISTRY_TYPES).stream()
                .map(event -> event.get("revision").asLong())
                .toList();
    }
}
