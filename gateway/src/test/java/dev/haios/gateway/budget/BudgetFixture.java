package dev.haios.gateway.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.registry.ServiceType;
import dev.haios.contracts.routing.Candidate;
import dev.haios.contracts.routing.Tier;
import dev.haios.gateway.support.FakeRouter;
import dev.haios.gateway.support.GatewayFixture;
import dev.haios.kit.testing.Http;
import dev.haios.kit.testing.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/** Prices, and the operator's hand on the budgets. */
final class BudgetFixture {

    /** At one USD per 1,000 tokens, {@link #CALL} is expected to cost a cent. */
    static final String CALL = "\"payload\":{\"max_tokens\":4,\"x\":\"\"}";

    static final String CENT = "0.01";

    /** An answer that cost what was expected. */
    static final String AS_EXPECTED = "{\"usage\":{\"tokens_in\":6,\"tokens_out\":4}}";

    private static final String TOKEN = "the-operator-token-0001";

    private BudgetFixture() {}

    static void operator(Path home) {
        try {
            Files.createDirectories(home.resolve("artifacts/secrets"));
            Files.writeString(home.resolve("artifacts/secrets/operator.token"), TOKEN + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Candidate priced(String name, URI url, int tie) {
        return FakeRouter.candidate(
                name, url, tie, BigDecimal.ONE, null, ServiceType.MODEL, "/invoke");
    }

    /** At a provider's, where nobody knows the price. */
    static Candidate unpriced(String name, URI url) {
        return new Candidate(
                "id-" + name,
                name,
                url.toString(),
                Tier.EXTERNAL,
                1,
                "because",
                null,
                null,
                null,
                null,
                dev.haios.contracts.heartbeat.Health.OK,
                0,
                ServiceType.MODEL,
                null,
                null,
                "/invoke",
                java.util.Map.of());
    }

    static Response put(Http http, String scope, String json) {
        return http.put("/budgets/" + scope, json, "Authorization", "Bearer " + TOKEN);
    }

    static void set(GatewayFixture gateway, String scope, String limitUsd) {
        var response = put(gateway.http(), scope, "{\"limit_usd\":" + limitUsd + "}");
        assertThat(response.status()).as(response.body()).isEqualTo(200);
    }

    static JsonNode budget(GatewayFixture gateway, String scope) {
        return gateway.http().get("/budgets/" + scope).json();
    }

    static void hasSpent(GatewayFixture gateway, String scope, String usd) {
        var budget = budget(gateway, scope);
        assertThat(budget.path("spent_usd").decimalValue())
                .as(budget.toString())
                .isEqualByComparingTo(usd);
        assertThat(budget.path("reserved_usd").decimalValue()).isEqualByComparingTo("0");
    }
}
