package dev.haios.router.ranking;

import dev.haios.contracts.registry.RegisteredService;
import dev.haios.contracts.routing.MatrixEntry;
import dev.haios.contracts.routing.Tier;
import dev.haios.router.figures.Figures;
import dev.haios.router.figures.LatencyBand;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A registered service as routing sees it: what it says of itself, what the matrix says of it, and
 * what was measured, put together.
 *
 * @param tier external if either its label or the matrix says so: private work must not leave by a
 *     mistake in one of them
 * @param usdPer1k the one price to compare by, null when unknown; with different prices for both
 *     directions three parts sent to one received, the usual shape of a prompt and its answer
 * @param p95Ms measured, else expected by the matrix, else null
 * @param speed band of that latency, null without one
 */
public record Provider(
        RegisteredService service,
        @Nullable MatrixEntry entry,
        Figures figures,
        Tier tier,
        @Nullable BigDecimal usdPer1k,
        @Nullable Double p95Ms,
        @Nullable LatencyBand speed) {

    private static final BigDecimal SENT = new BigDecimal("0.75");
    private static final BigDecimal RECEIVED = new BigDecimal("0.25");

    /** Puts it together. */
    public static Provider of(
            RegisteredService service, @Nullable MatrixEntry entry, Figures figures) {
        var expected = entry == null ? null : entry.p95Ms();
        var measured = figures.p95Ms();
        return new Provider(
                service,
                entry,
                figures,
                tier(service, entry),
                price(service, entry),
                measured != null ? measured : expected,
                measured != null || expected == null ? figures.band() : LatencyBand.of(expected));
    }

    private static Tier tier(RegisteredService service, @Nullable MatrixEntry entry) {
        boolean external =
                "external".equals(service.label("tier"))
                        || (entry != null && entry.tier() == Tier.EXTERNAL);
        return external ? Tier.EXTERNAL : Tier.LOCAL;
    }

    private static @Nullable BigDecimal price(
            RegisteredService service, @Nullable MatrixEntry entry) {
        var sent = entry == null ? null : entry.usdPer1kIn();
        var received = entry == null ? null : entry.usdPer1kOut();
        if (sent == null && received == null) {
            return service.costHintUsdPer1k();
        }
        if (sent == null || received == null) {
            return sent == null ? received : sent;
        }
        return sent.compareTo(received) == 0
                ? sent
                : sent.multiply(SENT).add(received.multiply(RECEIVED)).stripTrailingZeros();
    }

    /** Whose model it is, by its label or the matrix. */
    public @Nullable String vendor() {
        var label = service.label("provider");
        return label != null || entry == null ? label : entry.provider();
    }

    /** Which model it runs, by its label or the matrix. */
    public @Nullable String model() {
        var label = service.label("model");
        return label != null || entry == null ? label : entry.model();
    }

    /** The largest context it takes in tokens, by its registration or the matrix. */
    public @Nullable Integer ctxLimit() {
        var own = service.ctxLimit();
        return own != null || entry == null ? own : entry.ctxLimit();
    }
}
