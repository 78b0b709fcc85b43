package dev.haios.contracts.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haios.contracts.schema.Wire;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

class EventTest {

    private static final String FLAT =
            "{\"event_type\":\"heartbeat\",\"ts\":\"2025-11-06T10:30:00Z\",\"agent\":\"Architect\","
                    + "\"progress\":0.350,\"nothing\":null,\"big\":12345678901234567890,"
                    + "\"token_usage\":{\"ctx_used\":8000,\"ctx_limit\":16000},\"list\":[1,\"b\",false]}";

    @Test
    void an_event_is_written_as_it_was_read() {
        assertThat(Wire.mapper().writeValueAsString(read(FLAT))).isEqualTo(FLAT);
    }

    @Test
    void what_everybody_understands_has_a_name_and_the_rest_is_kept() {
        Event event = read(FLAT);

        assertThat(event.eventType()).isEqualTo(EventTypes.HEARTBEAT);
        assertThat(event.agent()).isEqualTo("Architect");
        assertThat(event.ts()).isEqualTo(Instant.parse("2025-11-06T10:30:00Z"));
        assertThat(event.fields())
                .containsOnlyKeys("progress", "nothing", "big", "token_usage", "list");
    }

    @Test
    void wrapped_and_flat_mean_the_same() {
        Event wrapped =
                read(
                        "{\"event_type\":\"status_update\",\"data\":{\"event_id\":\"e-1\",\"agent\":\"Architect\","
                                + "\"run_id\":\"R-001\",\"ts\":\"2025-11-06T10:30:00Z\",\"source\":\"gateway\","
                                + "\"trace_id\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"event\":\"completed\"}}");
        Event flat =
                read(
                        "{\"event_type\":\"status_update\",\"event_id\":\"e-1\",\"agent\":\"Architect\","
                                + "\"run_id\":\"R-001\",\"ts\":\"2025-11-06T10:30:00Z\",\"source\":\"gateway\","
                                + "\"trace_id\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"event\":\"completed\"}");

        assertThat(wrapped.flat()).isEqualTo(flat);
        assertThat(flat.flat()).isSameAs(flat);
    }

    @Test
    void what_stands_outside_wins_over_what_is_wrapped() {
        Event event =
                read("{\"event_type\":\"alert\",\"agent\":\"outer\",\"n\":1,"
                                + "\"data\":{\"event_type\":\"kill\",\"agent\":\"inner\",\"n\":2,\"m\":3}}")
                        .flat();

        assertThat(event.eventType()).isEqualTo("alert");
        assertThat(event.agent()).isEqualTo("outer");
        assertThat(event.fields()).isEqualTo(Map.of("n", 1, "m", 3));
    }

    @Test
    void a_wrapped_field_of_the_wrong_kind_is_refused_when_it_is_taken_out() {
        Event event = read("{\"event_type\":\"alert\",\"data\":{\"ts\":\"now\"}}");

        assertThatThrownBy(event::flat).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_event_without_a_type_is_none() {
        assertThatThrownBy(() -> read("{\"agent\":\"a\"}"))
                .isInstanceOf(JacksonException.class)
                .hasMessageContaining("event_type is missing");
    }

    @Test
    void its_fields_cannot_be_changed_from_outside() {
        Map<String, @Nullable Object> fields = new HashMap<>();
        Event event = Event.of(EventTypes.ALERT, fields);
        fields.put("later", true);

        assertThat(event.fields()).isEmpty();
    }

    @Test
    void every_event_of_a_batch_needs_an_id() {
        Event anonymous = Event.of(EventTypes.ALERT, Map.of());

        assertThatThrownBy(() -> new EventBatch(List.of(anonymous)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("events must each have an event_id");
    }

    private static Event read(String json) {
        return Wire.read(json.getBytes(UTF_8), Event.class);
    }
}
