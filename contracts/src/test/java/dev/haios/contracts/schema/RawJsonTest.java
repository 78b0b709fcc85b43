package dev.haios.contracts.schema;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class RawJsonTest {

    /** A body with something before and behind the raw value. */
    record Envelope(String before, RawJson payload, @Nullable RawJson other) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.00",
                "12345678901234567890",
                "-0",
                "1E+5",
                "1e999999999",
                "true",
                "null",
                "\"\"",
                "\"a\\n\\u00e9\\\"}é😀\"",
                "{}",
                "[ ]",
                "{ \"b\" : 1.0 ,\n\t\"a\":[1,2 , {\"é\":\"}]\"}] }",
                "{\"a\":1,\"a\\u0062\":2}"
            })
    void a_value_is_kept_as_it_was_written(String value) {
        Envelope read = read(value);

        assertThat(read.payload()).isEqualTo(new RawJson(value));
        assertThat(Wire.mapper().writeValueAsString(read)).contains("\"payload\":" + value);
    }

    @Property(tries = 3000)
    void any_value_among_any_whitespace_is_kept_as_it_was_written(
            @ForAll("values") String value, @ForAll("values") String next) {
        byte[] body =
                "{\"before\":\"ä€\", \"payload\" : %s\t,\"other\":%s}"
                        .formatted(value, next)
                        .getBytes(UTF_8);

        Envelope read = Wire.read(body, Envelope.class);

        assertThat(read.payload().text()).isEqualTo(value);
        assertThat(read.other()).isEqualTo(new RawJson(next));
    }

    @Property(tries = 500)
    void a_body_that_is_one_value_is_kept_without_the_whitespace_around_it(
            @ForAll("values") String value) {
        byte[] body = (" \n" + value + "\t\r\n").getBytes(UTF_8);

        assertThat(Wire.read(body, RawJson.class).text()).isEqualTo(value);
        assertThat(Wire.readReply(body, RawJson.class).text()).isEqualTo(value);
    }

    @Test
    void a_byte_order_mark_does_not_shift_the_value() {
        byte[] body = "\ufeff{\"before\":\"\",\"payload\":[1, 2]}".getBytes(UTF_8);

        assertThat(Wire.read(body, Envelope.class).payload().text()).isEqualTo("[1, 2]");
    }

    @Test
    void without_the_bytes_it_is_an_equal_value_written_anew() {
        String body = "{\"before\":\"\",\"payload\":{ \"a\" : 1.00 }}";

        assertThat(Wire.mapper().readValue(body, Envelope.class).payload().text())
                .isEqualTo("{\"a\":1.00}");
        assertThat(Wire.read(body.getBytes(UTF_16), Envelope.class).payload().text())
                .isEqualTo("{\"a\":1.00}");
    }

    @Test
    void a_missing_value_is_none_and_an_explicit_null_is_one() {
        assertThat(read("1").other()).isNull();
        byte[] body = "{\"before\":\"\",\"payload\":1,\"other\":null}".getBytes(UTF_8);
        assertThat(Wire.read(body, Envelope.class).other()).isEqualTo(new RawJson("null"));
    }

    @Test
    void bytes_that_are_not_utf_8_are_refused_not_replaced() {
        byte[] body = "{\"before\":\"\",\"payload\":\"??\"}".getBytes(UTF_8);
        for (int[] broken : new int[][] {{0xff, 0xff}, {0xc3, 0x28}, {0xc0, 0x80}}) {
            byte[] copy = body.clone();
            copy[copy.length - 4] = (byte) broken[0];
            copy[copy.length - 3] = (byte) broken[1];

            assertThatThrownBy(() -> Wire.read(copy, Envelope.class))
                    .isInstanceOf(JacksonException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1,]", "1 2", "{}}", "nul", "\"", "01", "<html>"})
    void what_is_not_one_json_value_is_refused(String body) {
        assertThatThrownBy(() -> Wire.readReply(body.getBytes(UTF_8), RawJson.class))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void its_tree_may_be_deeper_than_our_own_bodies() {
        RawJson deep = new RawJson("[".repeat(150) + "]".repeat(150));

        assertThat(deep.tree().get(0).isArray()).isTrue();
    }

    @Test
    void a_value_of_ours_has_a_raw_form() {
        assertThat(RawJson.of(new Violation("/a", "is missing")).text())
                .isEqualTo("{\"pointer\":\"/a\",\"detail\":\"is missing\"}");
    }

    @Provide
    Arbitrary<String> values() {
        return values(4);
    }

    private Arbitrary<String> values(int depth) {
        return depth == 0
                ? scalars()
                : Arbitraries.oneOf(scalars(), lists(depth - 1), objects(depth - 1));
    }

    private Arbitrary<String> scalars() {
        return Arbitraries.oneOf(
                Arbitraries.of("null", "true", "false", "0", "-0", "1.0", "-1.50e-7", "1E+2"),
                Arbitraries.bigIntegers().map(String::valueOf),
                Arbitraries.bigDecimals().map(String::valueOf),
                texts());
    }

    /** Texts with raw multi-byte characters, escapes, and what would confuse a naive scanner. */
    private Arbitrary<String> texts() {
        return Arbitraries.of(
                        "a",
                        "é",
                        "€",
                        "😀",
                        "\\n",
                        "\\\"",
                        "\\\\",
                        "\\u00e9",
                        "\\ud83d\\ude00",
                        "{",
                        "}",
                        "[",
                        "]",
                        ",",
                        ":",
                        " ",
                        "/")
                .list()
                .ofMaxSize(12)
                .map(parts -> "\"" + String.join("", parts) + "\"");
    }

    private Arbitrary<String> lists(int depth) {
        return Combinators.combine(values(depth).list().ofMaxSize(4), blanks())
                .as((items, blank) -> "[" + blank + String.join("," + blank, items) + "]");
    }

    private Arbitrary<String> objects(int depth) {
        return Combinators.combine(values(depth).list().ofMaxSize(4), blanks())
                .as(RawJsonTest::object);
    }

    private static String object(List<String> members, String blank) {
        StringBuilder text = new StringBuilder("{").append(blank);
        for (int i = 0; i < members.size(); i++) {
            text.append(i == 0 ? "" : blank + ",")
                    .append("\"k")
                    .append(i)
                    .append("é\":")
                    .append(blank)
                    .append(members.get(i));
        }
        return text.append(blank).append("}").toString();
    }

    private static Arbitrary<String> blanks() {
        return Arbitraries.of("", " ", "\n", "\t ", "\r\n");
    }

    private static Envelope read(String value) {
        byte[] body = "{\"before\":\"ä€\", \"payload\" : %s }".formatted(value).getBytes(UTF_8);
        return Wire.read(body, Envelope.class);
    }
}
