package dev.haios.contracts.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.eviction.EvictionReply;
import dev.haios.contracts.heartbeat.HeartbeatReply;
import dev.haios.contracts.schema.Wire;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RepliesTest {

    private static final String SERVICE =
            "{\"service_id\":\"a\",\"name\":\"tlc\",\"type\":\"model\",\"role\":\"canary\","
                    + "\"url\":\"http://127.0.0.1:8052\",\"caps\":[],\"labels\":{},"
                    + "\"heartbeat_interval_s\":60,\"ttl_s\":90,\"status\":\"down\","
                    + "\"desired_state\":\"run\",\"epoch\":1,\"revision\":3,"
                    + "\"last_heartbeat_ts\":\"2026-01-31T12:00:00Z\","
                    + "\"registered_at\":\"2026-01-31T11:00:00Z\",\"missed_beats\":2}";

    static Stream<Arguments> replies() {
        return Stream.of(
                Arguments.of(
                        RegistrationReply.class,
                        "{\"success\":true,\"service_id\":\"a\",\"status\":\"ok\",\"epoch\":2,\"created\":false}"),
                Arguments.of(
                        HeartbeatReply.class,
                        "{\"success\":true,\"service_id\":\"a\",\"desired_state\":\"restart\"}"),
                Arguments.of(
                        PromotionReply.class,
                        "{\"success\":true,\"service_id\":\"a\",\"name\":\"tlc\",\"from_role\":\"staging\","
                                + "\"to_role\":\"canary\",\"revision\":3}"),
                Arguments.of(
                        EvictionReply.class,
                        "{\"outcome\":\"already_done\",\"transition_id\":\"t\",\"service_id\":\"a\","
                                + "\"service_name\":\"tlc\",\"missed_beats\":2,\"epoch\":1}"),
                Arguments.of(EvictionReply.class, "{\"outcome\":\"unknown\",\"service_id\":\"a\"}"),
                Arguments.of(
                        ServiceList.class,
                        "{\"items\":["
                                + SERVICE
                                + "],\"count\":1,\"revision\":3,\"next_cursor\":\"c\"}"),
                Arguments.of(
                        RegistryChange.class,
                        "{\"revision\":3,\"kind\":\"status_changed\",\"service\":"
                                + SERVICE
                                + ",\"ts\":\"2026-01-31T12:02:30Z\"}"));
    }

    @ParameterizedTest
    @MethodSource("replies")
    void a_reply_is_written_as_it_was_read(Class<?> type, String json) {
        Object reply = Wire.readReply(json.getBytes(UTF_8), type);

        assertThat(Wire.mapper().writeValueAsString(reply)).isEqualTo(json);
    }

    @Test
    void load_figures_travel_without_a_revision() {
        String frame =
                "{\"kind\":\"load\",\"service\":" + SERVICE + ",\"ts\":\"2026-01-31T12:02:30Z\"}";

        RegistryChange change = Wire.readReply(frame.getBytes(UTF_8), RegistryChange.class);

        assertThat(change.kind()).isEqualTo(RegistryChangeKind.LOAD);
        assertThat(change.revision()).isNull();
    }
}
