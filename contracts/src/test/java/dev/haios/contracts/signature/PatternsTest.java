package dev.haios.contracts.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PatternsTest {

    @Property(tries = 5000)
    void a_pattern_matches_what_the_same_regular_expression_matches(
            @ForAll @Chars({'a', 'b', '*', '?'}) @StringLength(max = 7) String pattern,
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 8) String value) {
        String regex =
                pattern.chars()
                        .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : String.valueOf((char) c))
                        .collect(Collectors.joining());
        assertThat(Patterns.match(pattern, value)).isEqualTo(Pattern.matches(regex, value));
    }

    @Test
    @Timeout(5)
    void a_hostile_pattern_costs_no_exponential_time() {
        assertThat(Patterns.match("*a".repeat(2000) + "b", "a".repeat(4000))).isFalse();
    }

    @Test
    void a_nul_in_a_name_matches_no_missing_character() {
        assertThat(Patterns.match("a", "a\0")).isFalse();
        assertThat(Patterns.match("", "\0")).isFalse();
    }
}
