package dev.haios.router.ranking;

import dev.haios.contracts.routing.Preference;
import dev.haios.contracts.routing.Tier;

/**
 * Where a service stands under one preference. The natural order puts the better one first; equal
 * standings are a tie.
 *
 * @param failing whether its last calls failed in a row; such a one stands behind all others
 * @param merit what the preference asks for, 0 to 1
 * @param otherwise decides where merit does not, 0 to 1
 */
public record Standing(boolean failing, double merit, double otherwise)
        implements Comparable<Standing> {

    /** The standing of a provider. */
    public static Standing of(Provider provider, Preference prefer) {
        double allRound = Merit.allRound(provider);
        boolean failing = provider.figures().failing();
        return switch (prefer) {
            case CHEAPEST -> new Standing(failing, Merit.price(provider), allRound);
            case FASTEST -> new Standing(failing, Merit.speed(provider), allRound);
            case BALANCED -> new Standing(failing, allRound, 0);
            case LOCAL ->
                    new Standing(
                            failing, (provider.tier() == Tier.LOCAL ? 0.5 : 0) + allRound / 2, 0);
        };
    }

    /** Shown to people: 0 to 1, four digits, never rising from one candidate to the next. */
    double score() {
        double shown = failing ? 0.1 * merit : 0.1 + 0.9 * merit;
        return Math.round(shown * 10_000) / 10_000.0;
    }

    @Override
    public int compareTo(Standing other) {
        int byFailing = Boolean.compare(failing, other.failing);
        if (byFailing != 0) {
            return byFailing;
        }
        int byMerit = Double.compare(other.merit, merit);
        return byMerit != 0 ? byMerit : Double.compare(other.otherwise, otherwise);
    }
}
