package dev.haios.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.kit.testing.Http;
import dev.haios.kit.testing.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Calls the gateway, each attempt under a run id of its own, and keeps what was answered. */
final class InvokerLoad implements Load.Client {

    private final Http gateway;
    private final String prefix;
    private final Map<String, JsonNode> receipts = new HashMap<>();
    private final Map<String, Integer> refusals = new HashMap<>();
    private int attempts;

    InvokerLoad(Http gateway, String prefix) {
        this.gateway = gateway;
        this.prefix = prefix;
    }

    /** A refusal that names its run is an answer, too: it has its receipt. */
    @Override
    public void step() {
        var answer = Load.answered(this::attempt, it -> it.body().contains("run_id"));
        if (answer.status() == 200) {
            var receipt = answer.json().get("receipt");
            receipts.put(receipt.get("run_id").asString(), receipt);
        } else {
            refusals.put(answer.json().get("run_id").asString(), answer.status());
        }
    }

    private Response attempt() {
        attempts++;
        return gateway.post(
                "/invoke",
                """
                {"target":{"type":"model","require_caps":["infer"],"name":"mock"},
                 "payload":{"prompt":"hello"},"policy":{"timeout_s":10},
                 "run_id":"%s-%d","agent":"%s"}
                """
                        .formatted(prefix, attempts, prefix));
    }

    int succeeded() {
        return receipts.size();
    }

    int refused() {
        return refusals.size();
    }

    /** One receipt for each answer, the very one; at most one for what was not answered. */
    void verify(List<JsonNode> chain) {
        var byRun =
                chain.stream()
                        .filter(link -> link.get("body").asString().contains(prefix))
                        .collect(
                                Collectors.groupingBy(
                                        link -> Chain.body(link).get("run_id").asString()));
        assertThat(byRun.values()).as("receipts of one call").allMatch(own -> own.size() == 1);
        assertThat(byRun.keySet()).containsAll(receipts.keySet()).containsAll(refusals.keySet());
        byRun.values()
                .forEach(own -> {
                    var link = own.getFirst();
                    var answered = receipts.get(Chain.body(link).get("run_id").asString());
                    if (answered != null) {
                        assertThat(link.get("hash")).isEqualTo(answered.get("hash"));
                    }
                });
    }
}
