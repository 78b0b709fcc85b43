package dev.haios.contracts.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haios.contracts.schema.Contracts;
import dev.haios.contracts.schema.Wire;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AlertTest {

    private static final Instant SEEN = Instant.parse("2025-11-06T10:30:00Z");
    private static final Instant NOW = Instant.parse("2025-11-06T10:31:00Z");

    private final Contracts contracts = Contracts.load();

    @Test
    void a_miss_says_who_how_often_and_what_was_done() {
        assertThat(
                        written(
                                HeartbeatAlert.miss(
                                        "uuid",
                                        "llama-3.1-8b",
                                        2,
                                        SEEN,
                                        AlertAction.MARKED_DOWN,
                                        NOW)))
                .isEqualTo(
                        "{\"alert_type\":\"heartbeat_miss\",\"service_id\":\"uuid\","
                                + "\"service_name\":\"llama-3.1-8b\",\"missed_beats\":2,"
                                + "\"last_seen\":\"2025-11-06T10:30:00Z\",\"action\":\"marked_down\","
                                + "\"ts\":\"2025-11-06T10:31:00Z\"}");
    }

    @Test
    void a_restoration_says_so() {
        assertThat(written(HeartbeatAlert.restored("uuid", "llama-3.1-8b", SEEN, NOW)))
                .contains("\"heartbeat_restored\"", "\"restored\":true");
    }

    @Test
    void a_mass_expiry_says_how_many_are_held() {
        assertThat(written(HeartbeatAlert.massExpiry(12, NOW)))
                .isEqualTo(
                        "{\"alert_type\":\"mass_expiry\",\"held\":12,\"ts\":\"2025-11-06T10:31:00Z\"}");
    }

    @Test
    void an_alert_that_lacks_what_its_kind_needs_cannot_be_made() {
        for (AlertType type : AlertType.values()) {
            assertThatThrownBy(() ->
                            new HeartbeatAlert(type, null, null, null, null, null, null, null, NOW))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private String written(HeartbeatAlert alert) {
        String json = Wire.mapper().writeValueAsString(alert);
        assertThat(contracts.violations("heartbeat_alert", Wire.mapper().readTree(json))).isEmpty();
        return json;
    }
}
