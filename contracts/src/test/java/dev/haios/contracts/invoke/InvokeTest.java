package dev.haios.contracts.invoke;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.receipt.Cost;
import dev.haios.contracts.receipt.ReceiptStatus;
import dev.haios.contracts.receipt.ReceiptTarget;
import dev.haios.contracts.receipt.ReceiptTimings;
import dev.haios.contracts.receipt.RoutingReceipt;
import dev.haios.contracts.routing.Preference;
import dev.haios.contracts.routing.RoutePolicy;
import dev.haios.contracts.routing.RouteTarget;
import dev.haios.contracts.schema.RawJson;
import dev.haios.contracts.schema.Wire;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InvokeTest {

    private static final RoutingReceipt RECEIPT =
            new RoutingReceipt(
                    "r-1",
                    null,
                    "R-001",
                    RouteTarget.ofCaps("classify"),
                    new ReceiptTarget("a", "tlc", "http://127.0.0.1:8052"),
                    new ReceiptTimings(0.5, 12.25, 13),
                    ReceiptStatus.OK,
                    new Cost(BigDecimal.ZERO),
                    null,
                    Instant.parse("2025-11-06T10:30:00Z"),
                    List.of(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);

    @Test
    void the_payload_reaches_the_service_as_it_was_written() {
        byte[] body =
                "{\"target\":{\"require_caps\":[\"classify\"]}, \"payload\": {\"text\" : \"q\", \"n\":1.00}}"
                        .getBytes(UTF_8);

        assertThat(Wire.read(body, InvokeRequest.class).payload().text())
                .isEqualTo("{\"text\" : \"q\", \"n\":1.00}");
    }

    @Test
    void a_timeout_may_be_a_fraction_of_a_second_or_none() {
        assertThat(policy(0.25).timeout()).isEqualTo(Duration.ofMillis(250));
        assertThat(policy(3600.0).timeout()).isEqualTo(Duration.ofHours(1));
        assertThat(InvokePolicy.none().timeout()).isNull();
    }

    @Test
    void the_router_sees_its_part_of_the_policy() {
        InvokePolicy policy =
                new InvokePolicy(
                        Preference.CHEAPEST,
                        1.0,
                        BigDecimal.ONE,
                        2,
                        500,
                        List.of("grok"),
                        true,
                        ReplayMode.RECORD);

        assertThat(policy.routing())
                .isEqualTo(
                        new RoutePolicy(Preference.CHEAPEST, BigDecimal.ONE, 500, List.of("grok")));
        assertThat(InvokePolicy.none().routing()).isEqualTo(RoutePolicy.none());
    }

    @Test
    void the_end_of_a_call_is_a_receipt_of_its_own_outside_the_chain() {
        RoutingReceipt ended = RECEIPT.ended(ReceiptStatus.INTERRUPTED, "gone");

        assertThat(ended.status()).isEqualTo(ReceiptStatus.INTERRUPTED);
        assertThat(ended.detail()).isEqualTo("gone");
        assertThat(ended)
                .usingRecursiveComparison()
                .ignoringFields("status", "detail")
                .isEqualTo(RECEIPT);
    }

    @Test
    void an_answer_and_its_receipt_read_back_as_they_were_written() {
        InvokeReply reply =
                new InvokeReply("R-001", ReceiptStatus.OK, new RawJson("{\"a\": 1.0}"), RECEIPT);
        byte[] written = Wire.mapper().writeValueAsBytes(reply);

        assertThat(Wire.readReply(written, InvokeReply.class)).isEqualTo(reply);
    }

    private static InvokePolicy policy(double timeoutS) {
        return new InvokePolicy(null, timeoutS, null, null, null, List.of(), null, null);
    }
}
