package dev.haios.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.kit.testing.Http;

/** Asks the router who can do something, and for its matrix. */
final class RouteLoad implements Load.Client {

    private final Http router;
    private long version;
    private int questions;

    RouteLoad(Http router) {
        this.router = router;
    }

    @Override
    public void step() {
        questions++;
        if (questions % 10 == 0) {
            var matrix = Load.answered(() -> router.get("/matrix"));
            assertThat(matrix.status()).isEqualTo(200);
            assertThat(matrix.json().at("/matrix/capabilities").has("infer")).isTrue();
            return;
        }
        var answer =
                Load.answered(() ->
                        router.post(
                                "/route",
                                "{\"target\":{\"type\":\"model\",\"require_caps\":[\"infer\"]}}"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var reply = answer.json();
        assertThat(reply.get("version").asLong())
                .as("the version never goes back, not even across a restart")
                .isGreaterThanOrEqualTo(version);
        version = reply.get("version").asLong();
        assertThat(reply.get("candidates").size() + reply.get("rejected").size()).isPositive();
    }

    int acknowledged() {
        return questions;
    }
}
