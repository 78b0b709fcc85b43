package dev.haios.router.ranking;

import dev.haios.router.membership.Availability;
import dev.haios.router.membership.Availability.Unavailable;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a service that is of the kind asked for must not be taken. */
final class Exclusion {

    private Exclusion() {}

    /** The first rule that excludes it, as a sentence for people; null when it may be taken. */
    static @Nullable String reason(Provider provider, Question question) {
        var service = provider.service();
        var exclude = question.policy().exclude();
        if (exclude.contains(service.name()) || exclude.contains(service.serviceId())) {
            return "excluded by the caller";
        }
        if (Availability.of(service) instanceof Unavailable(var reason)) {
            return reason;
        }
        var tooSmall = context(provider, question.target().minCtx());
        if (tooSmall != null) {
            return tooSmall;
        }
        var vendor = vendor(provider, question);
        if (vendor != null) {
            return vendor;
        }
        var tooDear = price(provider, question.policy().maxUsd());
        return tooDear != null ? tooDear : latency(provider, question.slaMsP95());
    }

    private static @Nullable String context(Provider provider, @Nullable Integer needed) {
        if (needed == null) {
            return null;
        }
        var limit = provider.ctxLimit();
        if (limit == null) {
            return "its context limit is unknown, " + needed + " tokens are needed";
        }
        return limit < needed
                ? "takes " + limit + " tokens of context, " + needed + " are needed"
                : null;
    }

    private static @Nullable String vendor(Provider provider, Question question) {
        var vendor = provider.vendor();
        for (var house : question.house()) {
            if (vendor != null && house.denyVendors().contains(vendor)) {
                return "provider " + vendor + " is denied by the matrix";
            }
            if (!house.allowVendors().isEmpty() && !isIn(house.allowVendors(), vendor)) {
                return (vendor == null ? "its provider is unknown" : "provider " + vendor)
                        + " and not among those the matrix allows";
            }
        }
        return null;
    }

    private static boolean isIn(List<String> vendors, @Nullable String vendor) {
        return vendor != null && vendors.contains(vendor);
    }

    /**
     * The size of the call is not known here: a call of 1,000 tokens stands for it. The gateway
     * knows the payload and checks again.
     */
    private static @Nullable String price(Provider provider, @Nullable BigDecimal most) {
        if (most == null) {
            return null;
        }
        var price = Merit.assumedPrice(provider);
        if (price == null) {
            return "its price is unknown, the call may cost " + most.toPlainString() + " USD";
        }
        return price.compareTo(most) > 0
                ? "costs "
                        + price.toPlainString()
                        + " USD per 1,000 tokens, the call may cost "
                        + most.toPlainString()
                : null;
    }

    private static @Nullable String latency(Provider provider, @Nullable Integer slowest) {
        var p95 = provider.p95Ms();
        return slowest != null && p95 != null && p95 > slowest
                ? "p95 of " + Math.round(p95) + " ms is over the limit of " + slowest + " ms"
                : null;
    }
}
