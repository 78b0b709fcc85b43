package dev.haios.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haios.kit.testing.TestService;
import java.io.IOException;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTest {

    private static final String VIEWER = "Bearer viewer-0123456789abcdef";
    private static final String AGENT = "Bearer agent-0123456789abcdef";

    private static TestService stream;

    @BeforeAll
    static void start(@TempDir Path home) throws IOException {
        var tokens = home.resolve("tokens");
        Files.writeString(tokens, "viewer viewer-0123456789abcdef\nagent agent-0123456789abcdef\n");
        stream =
                TestService.start(
                        EventStreamApplication.class, home, "haios.access.tokens-file=" + tokens);
    }

    @AfterAll
    static void stop() {
        stream.close();
    }

    @Test
    void without_a_token_nothing_is_read_or_published() {
        assertThat(stream.http().get("/events").status()).isEqualTo(401);
        assertThat(stream.http().get("/stream").status()).isEqualTo(401);
        assertThat(stream.http().post("/broadcast", "{\"event_type\":\"a\"}").status())
                .isEqualTo(401);
        assertThatThrownBy(() -> WsListener.connect(stream.url()))
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(401));
    }

    @Test
    void a_viewer_reads_and_an_agent_publishes() {
        var event = "{\"event_type\":\"alert\"}";
        assertThat(stream.http().post("/broadcast", event, "Authorization", VIEWER).status())
                .isEqualTo(403);
        try (var ws = WsListener.connect(stream.url(), "Authorization", VIEWER)) {
            ws.send("{\"subscribe\":{}}").frame("subscribed");
            assertThat(stream.http().post("/broadcast", event, "Authorization", AGENT).status())
                    .isEqualTo(200);
            assertThat(ws.frame("event").get("event_type").asString()).isEqualTo("alert");
        }
        assertThat(stream.http().get("/events", "Authorization", VIEWER).status()).isEqualTo(200);
    }
}
