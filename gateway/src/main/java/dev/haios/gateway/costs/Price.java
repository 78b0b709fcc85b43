package dev.haios.gateway.costs;

import dev.haios.contracts.model.Usage;
import dev.haios.contracts.receipt.Cost;
import dev.haios.contracts.routing.Candidate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a service charges, in USD per 1,000 tokens; null where nobody has said.
 *
 * @param in per 1,000 tokens sent
 * @param out per 1,000 tokens received
 */
public record Price(@Nullable BigDecimal in, @Nullable BigDecimal out) {

    /** Receipts are exact to a billionth of a dollar. */
    private static final int DECIMALS = 9;

    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

    /** The price of a candidate: its two prices, or the one for both directions. */
    public static Price of(Candidate candidate) {
        return new Price(
                candidate.usdPer1kIn() == null ? candidate.usdPer1k() : candidate.usdPer1kIn(),
                candidate.usdPer1kOut() == null ? candidate.usdPer1k() : candidate.usdPer1kOut());
    }

    /** What so many tokens cost; empty when the price is not known. */
    public Optional<Cost> cost(Usage usage) {
        if (in == null || out == null) {
            return Optional.empty();
        }
        var usd =
                in.multiply(BigDecimal.valueOf(usage.tokensIn()))
                        .add(out.multiply(BigDecimal.valueOf(usage.tokensOut())))
                        .movePointLeft(3)
                        .setScale(DECIMALS, RoundingMode.HALF_UP)
                        .stripTrailingZeros();
        return Optional.of(new Cost(usd.min(MOST)));
    }
}
