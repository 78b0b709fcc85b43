package dev.haios.contracts.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class WireTest {

    enum Mood {
        CALM,
        DEEPLY_WORRIED
    }

    record Body(
            String text,
            @Nullable Integer count,
            @Nullable Double share,
            @Nullable BigDecimal usd,
            @Nullable Boolean flag,
            @Nullable Instant lastSeenTs,
            @Nullable Mood mood,
            List<String> words,
            Map<String, @Nullable Object> extra) {}

    @Test
    void a_record_is_written_in_snake_case_in_its_own_order_without_nulls() {
        Body body =
                new Body(
                        "é",
                        1,
                        0.5,
                        new BigDecimal("0.000000010"),
                        null,
                        Instant.parse("2026-01-31T12:00:00.120Z"),
                        Mood.DEEPLY_WORRIED,
                        List.of("a"),
                        Map.of());

        assertThat(Wire.mapper().writeValueAsString(body))
                .isEqualTo(
                        "{\"text\":\"é\",\"count\":1,\"share\":0.5,\"usd\":0.000000010,"
                                + "\"last_seen_ts\":\"2026-01-31T12:00:00.120Z\","
                                + "\"mood\":\"deeply_worried\",\"words\":[\"a\"],\"extra\":{}}");
    }

    @Test
    void decimals_survive_with_all_their_digits() {
        String json =
                "{\"text\":\"\",\"usd\":1.2300,\"words\":[],\"extra\":{\"n\":0.10,\"i\":12345678901234567890}}";

        assertThat(Wire.mapper().writeValueAsString(read(json))).isEqualTo(json);
        assertThat(Wire.mapper().readTree("[1.10,12345678901234567890]").toString())
                .isEqualTo("[1.10,12345678901234567890]");
    }

    @Test
    void a_tiny_text_cannot_become_a_huge_number() {
        String json = "{\"text\":\"\",\"extra\":{\"n\":1e999999999}}";

        assertThat(Wire.mapper().writeValueAsString(read(json))).hasSizeLessThan(100);
    }

    @Test
    void absent_collections_are_empty_and_nulls_inside_maps_are_kept() {
        Body body = read("{\"text\":\"\",\"extra\":{\"parent\":null}}");

        assertThat(body.words()).isEmpty();
        assertThat(body.extra()).containsEntry("parent", null);
        assertThat(Wire.mapper().writeValueAsString(body)).contains("{\"parent\":null}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"text\":null}",
                "{\"text\":1}",
                "{\"text\":true}",
                "{\"text\":\"\",\"text\":\"\"}",
                "{\"text\":\"\",\"colour\":1}",
                "{\"text\":\"\"} 1",
                "{\"text\":\"\"}}",
                "{\"text\":\"\",\"count\":\"1\"}",
                "{\"text\":\"\",\"count\":\"\"}",
                "{\"text\":\"\",\"count\":1.0}",
                "{\"text\":\"\",\"count\":1e2}",
                "{\"text\":\"\",\"count\":true}",
                "{\"text\":\"\",\"count\":2147483648}",
                "{\"text\":\"\",\"share\":\"0.5\"}",
                "{\"text\":\"\",\"share\":NaN}",
                "{\"text\":\"\",\"usd\":\"1\"}",
                "{\"text\":\"\",\"flag\":1}",
                "{\"text\":\"\",\"flag\":\"true\"}",
                "{\"text\":\"\",\"mood\":\"CALM\"}",
                "{\"text\":\"\",\"mood\":\"\"}",
                "{\"text\":\"\",\"mood\":0}",
                "{\"text\":\"\",\"last_seen_ts\":1762425000}",
                "{\"text\":\"\",\"last_seen_ts\":\"2026-01-31\"}",
                "{\"text\":\"\",\"last_seen_ts\":\"2026-01-31T12:00:00+01:00\"}",
                "{\"text\":\"\",\"last_seen_ts\":\"2026-02-30T12:00:00Z\"}",
                "{\"text\":\"\",\"words\":\"a\"}",
                "{\"text\":\"\",\"words\":[null]}",
                "{\"text\":\"\",\"words\":[1]}",
                "{'text':\"\"}",
                "{\"text\":\"\",}",
                "[]",
                "\"\"",
                ""
            })
    void what_is_not_exactly_right_is_refused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(JacksonException.class);
    }

    @Test
    void nesting_is_limited_to_32_for_us_and_200_for_others() {
        assertThat(Wire.mapper().readTree(nested(32)).isArray()).isTrue();
        assertThatThrownBy(() -> Wire.mapper().readTree(nested(33)))
                .isInstanceOf(JacksonException.class);
        assertThat(Wire.lenient().readTree(nested(200)).isArray()).isTrue();
        assertThatThrownBy(() -> Wire.lenient().readTree(nested(201)))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void other_peoples_answers_may_say_more_than_we_know() {
        byte[] json = "{\"text\":\"a\",\"colour\":{\"r\":1}}".getBytes(UTF_8);

        assertThat(Wire.readReply(json, Body.class).text()).isEqualTo("a");
    }

    @Test
    void words_and_constants_are_each_others_inverse() {
        for (Mood mood : Mood.values()) {
            assertThat(Wire.constant(Mood.class, Wire.word(mood))).contains(mood);
        }
        assertThat(Wire.constant(Mood.class, "CALM")).isEmpty();
        assertThat(Wire.constant(Mood.class, "merry")).isEmpty();
    }

    @Test
    void a_timestamp_is_utc_with_a_z() {
        assertThat(Wire.instant("2026-01-31T12:00:00.5Z"))
                .isEqualTo(Instant.parse("2026-01-31T12:00:00.500Z"));
        assertThatThrownBy(() -> Wire.instant("yesterday"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2026-01-31T12:00:00Z");
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static Body read(String json) {
        return Wire.read(json.getBytes(UTF_8), Body.class);
    }
}
