package dev.haios.adapters.card;

import dev.haios.adapters.backend.ModelCard;
import java.math.BigDecimal;
import java.util.List;

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
     * @param costPerInputToken in USD
     * @param costPerOutputToken in USD
     */
    record Model(
            String name,
            String provider,
            int contextWindow,
            BigDecimal costPerInputToken,
            BigDecimal costPerOutputToken,
            List<String> capabilities) {}

    static CardReply of(ModelCard card) {
        return new CardReply(
                card.serviceName(),
                card.provider(),
                new Model(
                        card.model(),
                        card.provider(),
                        card.contextWindow(),
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        card.capabilities()),
                card.backend());
    }
}
