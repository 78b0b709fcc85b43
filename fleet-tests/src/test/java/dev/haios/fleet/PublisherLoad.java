package dev.haios.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.kit.testing.Http;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Publishes numbered durable events, in batches of one to five, each until it is answered. */
final class PublisherLoad implements Load.Client {

    static final String TYPE = "task";

    private final Http stream;
    private final String prefix;
    private final RandomGenerator random;
    private int published;

    PublisherLoad(Http stream, String prefix, RandomGenerator random) {
        this.stream = stream;
        this.prefix = prefix;
        this.random = random;
    }

    @Override
    public void step() {
        int size = 1 + random.nextInt(5);
        var batch = new ArrayList<Map<String, Object>>();
        for (int i = published; i < published + size; i++) {
            batch.add(Map.of("event_type", TYPE, "event_id", id(i), "agent", prefix, "number", i));
        }
        var answer = Load.answered(() -> stream.post("/events", Map.of("events", batch)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        published += size;
    }

    private String id(int number) {
        return prefix + ":" + number;
    }

    int acknowledged() {
        return published;
    }

    /** Of what somebody heard, exactly these events, each once, in the order of publishing. */
    void verify(List<JsonNode> heard) {
        assertThat(
                        heard.stream()
                                .filter(event -> event.path("agent").asString("").equals(prefix))
                                .map(event -> event.get("event_id").asString())
                                .toList())
                .isEqualTo(IntStream.range(0, published).mapToObj(this::id).toList());
    }
}
