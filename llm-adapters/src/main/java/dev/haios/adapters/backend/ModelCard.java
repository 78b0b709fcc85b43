package dev.haios.adapters.backend;

import dev.haios.contracts.registry.ServiceRole;
import dev.haios.contracts.routing.Tier;
import java.util.List;

/**
 * How a backend presents itself to the registry and to people.
 *
 * @param serviceName the name it registers under, for instance {@code llama-3.1-8b}
 * @param provider who does the work; {@code embedded} for what is in this jar
 * @param model what does the work
 * @param backend what really stands behind the name, said with every answer
 * @param role how far it is to be trusted
 * @param capabilities what it really can do; the first is meant when a caller names none
 * @param contextWindow most tokens it takes
 * @param tier where the work is done
 * @param price of the work
 */
public record ModelCard(
        String serviceName,
        String provider,
        String model,
        String backend,
        ServiceRole role,
        List<String> capabilities,
        int contextWindow,
        Tier tier,
        Price price) {

    /** Texts are measured before their tokens are counted; no prose has more per token. */
    private static final int CHARACTERS_PER_TOKEN = 8;

    /** Who does the work when no provider is asked. */
    public static final String EMBEDDED = "embedded";

    public ModelCard {
        capabilities = List.copyOf(capabilities);
        if (capabilities.isEmpty()) {
            throw new IllegalArgumentException(serviceName + " must be able to do something");
        }
    }

    /** The card of something that runs here and costs nothing. */
    public static ModelCard local(
            String serviceName,
            String provider,
            String model,
            String backend,
            ServiceRole role,
            List<String> capabilities,
            int contextWindow) {
        return new ModelCard(
                serviceName,
                provider,
                model,
                backend,
                role,
                capabilities,
                contextWindow,
                Tier.LOCAL,
                Price.FREE);
    }

    /** What a caller that names no capability means. */
    public String usualCapability() {
        return capabilities.getFirst();
    }

    /** Longest text that is worth looking at: more characters than fit into the context. */
    public int maxCharacters() {
        return (int) Math.min(Integer.MAX_VALUE, (long) contextWindow * CHARACTERS_PER_TOKEN);
    }
}
