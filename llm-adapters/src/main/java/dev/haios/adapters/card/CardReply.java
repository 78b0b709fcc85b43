package dev.haios.adapters.card;

import dev.haios.adapters.backend.ModelCard;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code GET /info}.
 *
 * @param serviceName the name it is registered under
 * @param backend what really does the work
 */
record CardReply(String serviceName, String provider, Model model, String backend) {

    /**
     * The model.
     *
     * @param contextWindow most tokens it takes
     * @param costPerInputToken in USD; null when it is not known
     * @param costPerOutputToken in USD; null when it is not known
     */
    record Model(
            String name,
            String provider,
            int contextWindow,
            @Nullable BigDecimal costPerInputToken,
            @Nullable BigDecimal costPerOutputToken,
            List<String> capabilities) {}

    static CardReply of(ModelCard card) {
        return new CardReply(
                card.serviceName(),
                card.provider(),
                new Model(
                        card.model(),
                        card.provider(),
                        card.contextWindow(),
                        perToken(card.price().in()),
                        perToken(card.price().out()),
                        card.capabilities()),
                card.backend());
    }

    private static @Nullable BigDecimal perToken(@Nullable BigDecimal per1k) {
        return per1k == null ? null : per1k.movePointLeft(3);
    }
}
