package dev.haios.adapters.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TokenCounterTest {

    private final TokenCounter tokens = new TokenCounter();

    @Test
    void tokens_are_counted_as_todays_models_do() {
        assertThat(tokens.count("Hello, world!")).isEqualTo(4);
        assertThat(tokens.count("")).isZero();
    }

    @Test
    void what_looks_like_a_control_token_is_plain_text() {
        assertThat(tokens.count("<|endoftext|>")).isGreaterThan(1);
    }

    @Test
    void counting_in_pieces_changes_next_to_nothing() {
        var sentence = "The quick brown fox jumps over the lazy dog.";
        int one = tokens.count(" " + sentence);

        assertThat(tokens.count((sentence + " ").repeat(1_000)))
                .isCloseTo(one * 1_000, within(one * 20));
        assertThat(tokens.count("😀".repeat(5_000))).isGreaterThan(5_000);
    }
}
