package dev.haios.gateway.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Money as the store counts it, in 1e-9 USD, and as the wire writes it. */
final class Usd {

    private static final int DECIMALS = 9;

    private Usd() {}

    static BigDecimal of(long nano) {
        var usd = BigDecimal.valueOf(nano, DECIMALS).stripTrailingZeros();
        // Never as 1E+2.
        return usd.scale() < 0 ? usd.setScale(0) : usd;
    }

    /** What is asked for or charged is rounded up, so that nothing slips through below. */
    static long up(BigDecimal usd) {
        return nano(usd, RoundingMode.UP, 1);
    }

    /** A limit is rounded down, for the same reason. */
    static long down(BigDecimal usd) {
        return nano(usd, RoundingMode.DOWN, 0);
    }

    private static long nano(BigDecimal usd, RoundingMode rounding, long dust) {
        if (usd.signum() > 0 && usd.precision() - (long) usd.scale() <= -DECIMALS) {
            // Less than a billionth: 1e-999999999 cannot be brought to nine decimals.
            return dust;
        }
        return usd.setScale(DECIMALS, rounding).unscaledValue().longValueExact();
    }
}
