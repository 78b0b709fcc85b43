package dev.haios.cli.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.cli.testing.Cli;
import dev.haios.cli.testing.StubServer;
import dev.haios.cli.testing.TestFleet;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class EventsTest {

    @TempDir Path home;
    private StubServer stream;
    private Cli cli;

    @BeforeEach
    void startStream() throws IOException {
        stream = new StubServer();
        new TestFleet(home).service("event_stream", "ok", stream.port());
        cli = new Cli(home);
    }

    @AfterEach
    void stopStream() {
        stream.close();
    }

    @Test
    void stored_events_are_shown_a_line_each() {
        stream.on(
                "GET /events",
                200,
                """
                {"events":[{"seq":7,"event_type":"alert","ts":"2026-01-02T03:04:05Z","alert_type":"heartbeat_miss","missed_beats":2}]}\
                """);

        Cli.Run run = cli.run("events", "--type", "alert", "--after", "3", "--limit", "5");

        assertThat(run.out())
                .isEqualTo(
                        "2026-01-02T03:04:05Z  alert  alert_type=heartbeat_miss missed_beats=2\n");
        assertThat(stream.last().target()).isEqualTo("/events?after=3&limit=5&type=alert");
    }

    @Test
    void without_a_number_the_last_ones_are_asked_for() {
        stream.on("GET /events", 200, "{\"events\":[]}");

        cli.run("events");

        assertThat(stream.last().target()).isEqualTo("/events?before=9223372036854775807&limit=20");
    }

    @Test
    void a_number_that_is_none_is_refused_in_words() {
        assertThat(cli.run("events", "--limit", "x").err()).contains("'x' is not a whole number");
        assertThat(cli.run("events", "--after", "x").err()).contains("'x' is not a whole number");
    }

    @Test
    void no_event_is_said() {
        stream.on("GET /events", 200, "{\"events\":[]}");

        assertThat(cli.run("events").out()).isEqualTo("No event matches.\n");
    }

    @Test
    void with_json_the_reply_is_one_document() {
        stream.on("GET /events", 200, "{\"events\":[{\"seq\":1}]}");

        assertThat(cli.run("events", "--json").json().path("events").size()).isEqualTo(1);
    }

    @Test
    void following_goes_on_where_the_stream_broke_off() {
        stream.on(
                "GET /events",
                200,
                "{\"events\":[{\"seq\":7,\"event_type\":\"plan\"}],\"last_seq\":7}");
        stream.stream("GET /stream", "id: 3-8\ndata: {\"seq\":8,\"event_type\":\"task\"}\n\n");
        stream.on("GET /stream", 401, "{\"detail\":\"who are you\"}");

        Cli.Run run = cli.run("events", "-f");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).containsSubsequence("plan", "task");
        assertThat(run.err()).contains("the event stream is gone; trying again", "who are you");
        assertThat(stream.asked().get(1).headers()).containsEntry("Last-event-id", "7");
        assertThat(stream.last().headers()).containsEntry("Last-event-id", "3-8");
    }
}
