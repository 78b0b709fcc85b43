package dev.haios.gateway.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haios.kit.testing.Http;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/** The fakes do what the tests rely on. */
class FakesTest {

    @Test
    void the_service_plays_its_script_and_keeps_what_it_was_asked() {
        try (var upstream = ScriptedUpstream.answering("{\"a\":1}")) {
            var http = new Http(upstream.url());

            assertThat(http.post("/x", "{\"b\":2}", "X-Y", "z").body()).isEqualTo("{\"a\":1}");
            assertThat(upstream.calls().getFirst().body()).isEqualTo("{\"b\":2}");
            assertThat(upstream.calls().getFirst().header("x-y")).isEqualTo("z");

            upstream.play(ScriptedUpstream.breakingOff("{"));
            assertThatThrownBy(() -> http.post("/x", "{}"))
                    .isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void the_router_answers_its_list_and_counts_questions() {
        try (var router = new FakeRouter()) {
            router.answer(FakeRouter.candidate("one", router.url(), 0));

            var reply = new Http(router.url()).post("/route", "{\"target\":{}}").json();

            assertThat(reply.path("version").asLong()).isEqualTo(2);
            assertThat(reply.path("candidates").get(0).path("name").asString()).isEqualTo("one");
            assertThat(router.questions()).isEqualTo(1);
        }
    }
}
