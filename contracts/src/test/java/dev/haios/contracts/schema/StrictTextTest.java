package dev.haios.contracts.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class StrictTextTest {

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> halves(String json) {
        return StrictText.halves(utf8(json), Wire.mapper().readTree(json)).stream()
                .map(Violation::pointer)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"a\":\"Ärger 日本語 🙂\"}", "\"\\u0000\\ufffe\""})
    void text_in_utf_8_is_fine(String text) {
        assertThat(StrictText.encoding(utf8(text))).isEmpty();
        assertThat(StrictText.encoding(utf8(text + "é".repeat(9000)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"c0af, 2", "e080af, 2", "eda080, 2", "f4908080, 2", "80, 2", "ff, 2", "c3a9c3, 4"})
    void the_first_byte_that_is_not_utf_8_is_named(String hex, int at) {
        byte[] body = HexFormat.of().parseHex("22" + hex + "22");
        assertThat(StrictText.encoding(body).orElseThrow().detail())
                .isEqualTo("must be UTF-8; byte " + at + " is not");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE"})
    void other_encodings_and_marks_are_refused(String charset) {
        assertThat(StrictText.encoding("{\"a\":1}".getBytes(Charset.forName(charset)))).isPresent();
        assertThat(StrictText.encoding(utf8("\ufeff{}"))).isPresent();
    }

    @Test
    void half_a_character_is_found_wherever_it_stands() {
        assertThat(halves("{\"a\":[1,{\"b/c\":\"x\\ud800\"}],\"d\":\"\\ude00\"}"))
                .containsExactly("/a/1/b~1c", "/d");
        assertThat(halves("{\"\\uD83D\":1}")).containsExactly("");
        assertThat(halves("\"\\ude42\\ud83d\"")).containsExactly("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e2147483648", "-1e99999999999", "[1e-2147483649]"})
    void an_exponent_beyond_all_numbers_is_bad_json_and_no_crash(String json) {
        assertThatThrownBy(() -> Wire.tree(utf8(json))).isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> new RawJson(json).tree()).isInstanceOf(JacksonException.class);
    }

    @Test
    void whole_characters_may_be_escaped() {
        assertThat(halves("{\"a\":\"\\ud83d\\ude42\",\"b\":\"\\u00e9\"}")).isEmpty();
    }
}
