package dev.haios.kit.testing;

import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Stand-ins of other services behave like services. */
class StandInTest {

    private final FakeStream stream = new FakeStream();
    private final LoopbackServer server =
            LoopbackServer.serving(
                    Map.of(
                            "/things", exchange -> answerAndClose(exchange, 201, "{\"id\":1}"),
                            "/broken", exchange -> answerAndClose(exchange, 500, "{}"),
                            "/stream", exchange -> stream.serve(exchange, stream.join())));

    private static void answerAndClose(HttpExchange exchange, int status, String json)
            throws IOException {
        try (exchange) {
            LoopbackServer.answer(exchange, status, json);
        }
    }

    @Test
    void answers_json_or_a_problem_by_its_status() {
        try (server) {
            var http = new Http(server.url());
            assertThat(http.get("/things").status()).isEqualTo(201);
            assertThat(http.get("/things").json().get("id").asInt()).isEqualTo(1);
            assertThat(http.get("/broken").contentType()).isEqualTo("application/problem+json");
        }
    }

    @Test
    void refuses_connections_while_away_and_comes_back_under_the_same_address() {
        try (server) {
            var http = new Http(server.url());
            server.goAway();
            assertThatThrownBy(() -> http.get("/things")).isInstanceOf(UncheckedIOException.class);
            server.comeBack();
            assertThat(http.get("/things").status()).isEqualTo(201);
        }
    }

    @Test
    void every_client_of_a_stream_hears_every_frame_until_it_is_cut() throws Exception {
        try (server;
                var client = HttpClient.newHttpClient()) {
            var first = listen(client, server.url());
            var second = listen(client, server.url());
            eventually("both listen", () -> stream.clients() == 2);

            stream.send(FakeStream.frame(7, "news", "{}"));
            stream.send(FakeStream.frame(null, "more", "[]"));
            stream.cut();

            var all = "id: 7\nevent: news\ndata: {}\n\nevent: more\ndata: []\n\n";
            assertThat(text(first)).isEqualTo(all);
            assertThat(text(second)).isEqualTo(all);
            eventually("nobody listens", () -> stream.clients() == 0);
        }
    }

    private static InputStream listen(HttpClient client, URI url) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(url.resolve("/stream"))
                                .timeout(Duration.ofSeconds(30))
                                .build(),
                        BodyHandlers.ofInputStream())
                .body();
    }

    private static String text(InputStream body) throws IOException {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
}
