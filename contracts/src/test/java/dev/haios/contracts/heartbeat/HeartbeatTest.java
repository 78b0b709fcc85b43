package dev.haios.contracts.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haios.contracts.schema.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeartbeatTest {

    @ParameterizedTest
    @EnumSource(Health.class)
    void a_health_says_nothing_about_the_activity(Health health) {
        ServiceHeartbeat beat = ServiceHeartbeat.of("a", health);

        assertThat(beat.health()).isEqualTo(health);
        assertThat(beat.activity()).isNull();
    }

    @ParameterizedTest
    @EnumSource(Activity.class)
    void an_activity_implies_that_the_health_is_ok(Activity activity) {
        ServiceHeartbeat beat = beat(Wire.word(activity));

        assertThat(beat.health()).isEqualTo(Health.OK);
        assertThat(beat.activity()).isEqualTo(activity);
    }

    @Test
    void a_word_that_is_neither_is_refused() {
        assertThatThrownBy(() -> beat("sleepy"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("status must be a health or an activity");
    }

    @Test
    void each_beat_of_a_batch_has_its_own_answer() {
        HeartbeatBatchReply reply =
                new HeartbeatBatchReply(
                        List.of(
                                HeartbeatBatchReply.Item.accepted("a", DesiredState.RUN),
                                HeartbeatBatchReply.Item.refused(
                                        "b", "urn:haios:problem:unknown-service")));

        assertThat(Wire.mapper().writeValueAsString(reply))
                .isEqualTo(
                        "{\"results\":[{\"success\":true,\"service_id\":\"a\",\"desired_state\":\"run\"},"
                                + "{\"success\":false,\"service_id\":\"b\","
                                + "\"problem\":\"urn:haios:problem:unknown-service\"}]}");
    }

    private static ServiceHeartbeat beat(String status) {
        return new ServiceHeartbeat(
                "a", status, null, null, null, null, null, null, null, null, null, null);
    }
}
