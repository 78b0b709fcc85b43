package dev.haios.gateway.costs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.model.Usage;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class PriceTest {

    private static final Usage USAGE = new Usage(1000, 500, null);

    @Test
    void each_direction_has_its_price() {
        var price = new Price(new BigDecimal("0.15"), new BigDecimal("0.60"));

        assertThat(price.cost(USAGE).orElseThrow().usd()).isEqualByComparingTo("0.45");
    }

    @Test
    void costs_are_exact_to_a_billionth() {
        var price = new Price(new BigDecimal("0.000075"), BigDecimal.ZERO);

        assertThat(price.cost(new Usage(1, 0, null)).orElseThrow().usd())
                .isEqualByComparingTo("0.000000075");
        assertThat(
                        new Price(new BigDecimal("0.0000000001"), BigDecimal.ZERO)
                                .cost(new Usage(1, 0, null))
                                .orElseThrow()
                                .usd())
                .isEqualByComparingTo("0");
    }

    @Test
    void an_unknown_price_is_no_price() {
        assertThat(new Price(null, BigDecimal.ONE).cost(USAGE)).isEmpty();
        assertThat(new Price(BigDecimal.ZERO, BigDecimal.ZERO).cost(USAGE)).isPresent();
    }

    @Test
    void text_is_estimated_at_four_bytes_a_token() {
        assertThat(TokenEstimate.of("")).isZero();
        assertThat(TokenEstimate.of("abcde")).isEqualTo(2);
        assertThat(TokenEstimate.of("üü")).isEqualTo(1);
    }
}
