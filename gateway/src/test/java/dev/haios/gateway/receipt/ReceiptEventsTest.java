package dev.haios.gateway.receipt;

import static dev.haios.gateway.support.FakeRouter.candidate;
import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.event.EventBatch;
import dev.haios.contracts.schema.Contracts;
import dev.haios.contracts.schema.Wire;
import dev.haios.gateway.support.GatewayFixture;
import dev.haios.gateway.support.ScriptedUpstream;
import dev.haios.kit.testing.RecordingPeer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptEventsTest {

    @TempDir Path home;

    @Test
    void each_receipt_becomes_one_event_also_when_the_stream_was_away() {
        try (var stream = RecordingPeer.agreeing()) {
            stream.goAway();
            try (var upstream = ScriptedUpstream.answering("{}");
                    var gateway =
                            new GatewayFixture(
                                    home,
                                    "haios.events.enabled=true",
                                    "haios.peers.event-stream=" + stream.url())) {
                gateway.route(candidate("one", upstream.url(), 0));
                var receipt =
                        gateway.invoke("\"run_id\":\"R-event\",\"agent\":\"A\"")
                                .json()
                                .path("receipt");
                assertThat(receipt.path("status").asString()).isEqualTo("ok");
                stream.comeBack();

                eventually("it is delivered", () -> !stream.calls("/events").isEmpty());
                var body = stream.calls("/events").getFirst().body();
                assertThat(Contracts.load().violations("event_batch", Wire.mapper().readTree(body)))
                        .isEmpty();
                var event = Wire.mapper().readValue(body, EventBatch.class).events().getFirst();
                assertThat(event.eventType()).isEqualTo("routing_receipt");
                assertThat(event.eventId()).isEqualTo(receipt.path("receipt_id").asString());
                assertThat(event.runId()).isEqualTo("R-event");
                assertThat(event.agent()).isEqualTo("A");
                assertThat(event.fields()).containsKeys("seq", "hash", "resolved", "timings_ms");
            }
        }
    }
}
