package dev.haios.contracts.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.schema.Wire;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a receipt's hash and the chain's head are made of: whoever kept one must still find it so.
 */
class ChainTest {

    private static final String START = ChainEnd.START.hash();
    private static final String BODY = "{\"seq\":1,\"prev_hash\":\"" + START + "\"}";

    /** {@code printf '%064d\n{"seq":1,"prev_hash":"%064d"}' 0 0 | sha256sum}. */
    private static final String HASH =
            "ec3f791a236701496c0ceb4978eaa9a3023ff0a3070ebcddc9a560de2bfec89b";

    private static final ChainLink FIRST = new ChainLink(1, HASH, START, BODY);

    @Test
    void a_hash_is_sha_256_of_the_hash_before_a_line_end_and_the_text() {
        assertThat(ChainLink.hash(START, BODY)).isEqualTo(HASH);
        assertThat(FIRST.isIntact()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"seq\":2,\"prev_hash\":\"%s\"}", "{\"seq\":1}", "no json", ""})
    void a_link_whose_text_has_its_hash_but_speaks_of_another_place_is_not_intact(String text) {
        var body = text.formatted(START);

        assertThat(new ChainLink(1, ChainLink.hash(START, body), START, body).isIntact()).isFalse();
    }

    @Test
    void an_edited_text_is_not_intact() {
        assertThat(new ChainLink(1, HASH, START, BODY + " ").isIntact()).isFalse();
    }

    @Test
    void a_statement_about_the_end_is_four_lines_that_can_be_read_back() {
        var end = new ChainEnd(7, HASH);
        var statement = end.statement(Instant.parse("2026-01-31T12:00:00Z"));

        assertThat(statement)
                .isEqualTo(
                        "haios receipt chain head\nseq 7\nhash "
                                + HASH
                                + "\nts 2026-01-31T12:00:00Z\n");
        assertThat(ChainEnd.statedBy(statement)).contains(end);
        assertThat(ChainEnd.statedBy(statement + "seq 8\n")).isEmpty();
    }

    @Test
    void a_head_is_about_the_end_that_its_statement_names() {
        var end = new ChainEnd(7, HASH);
        var head = ChainHead.of(end, end.statement(Instant.EPOCH), "");
        var other = ChainHead.of(new ChainEnd(8, HASH), end.statement(Instant.EPOCH), "");

        assertThat(head.isAboutItsEnd()).isTrue();
        assertThat(other.isAboutItsEnd()).isFalse();
        assertThat(ChainHead.of(ChainEnd.START, "", "").isEmpty()).isTrue();
    }

    @Test
    void head_and_links_are_written_without_anything_computed() {
        assertThat(Wire.mapper().writeValueAsString(FIRST))
                .isEqualTo(
                        "{\"seq\":1,\"hash\":\"%s\",\"prev_hash\":\"%s\",\"body\":%s}"
                                .formatted(HASH, START, Wire.mapper().writeValueAsString(BODY)));
        assertThat(Wire.mapper().writeValueAsString(ChainHead.of(ChainEnd.START, "", "")))
                .isEqualTo(
                        "{\"seq\":0,\"hash\":\"%s\",\"count\":0,\"statement\":\"\",\"signature\":\"\","
                                        .formatted(START)
                                + "\"principal\":\"gateway@haios\",\"namespace\":\"receipt\"}");
    }
}
