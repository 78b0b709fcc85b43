package dev.haios.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.kit.testing.TestService;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class HistoryTest {

    private static TestService stream;

    @BeforeAll
    static void start(@TempDir Path home) {
        stream = TestService.start(EventStreamApplication.class, home);
        for (int i = 0; i < 10; i++) {
            Publishing.broadcast(
                    stream,
                    """
                    {"event_type":"%s","agent":"%s","run_id":"R-%d"}\
                    """
                            .formatted(i % 2 == 0 ? "alert" : "task", i < 5 ? "A" : "B", i % 3));
        }
    }

    @AfterAll
    static void stop() {
        stream.close();
    }

    private static JsonNode page(String query) {
        return stream.http().get("/events" + query).json();
    }

    private static List<Long> seqs(JsonNode page) {
        return page.get("events").valueStream().map(event -> event.get("seq").asLong()).toList();
    }

    @Test
    void pages_follow_each_other_to_the_end() {
        var first = page("?limit=4");
        assertThat(seqs(first)).containsExactly(1L, 2L, 3L, 4L);
        var second = page("?limit=4&after=" + first.get("next_after").asLong());
        assertThat(seqs(second)).containsExactly(5L, 6L, 7L, 8L);
        var third = page("?limit=4&after=" + second.get("next_after").asLong());
        assertThat(seqs(third)).containsExactly(9L, 10L);
        assertThat(third.get("next_after").asLong()).isEqualTo(10);
        assertThat(third.get("last_seq").asLong()).isEqualTo(10);
        assertThat(seqs(page("?after=10"))).isEmpty();
        assertThat(seqs(page("?after=99"))).isEmpty();
    }

    @Test
    void filters_are_combined() {
        assertThat(seqs(page("?type=alert"))).containsExactly(1L, 3L, 5L, 7L, 9L);
        assertThat(seqs(page("?type=alert,task&agent=B"))).containsExactly(6L, 7L, 8L, 9L, 10L);
        assertThat(seqs(page("?type=alert&agent=A&run_id=R-0"))).containsExactly(1L);
        assertThat(seqs(page("?run_id=R-0&run_id=R-1&agent=A"))).containsExactly(1L, 2L, 4L, 5L);
        assertThat(page("?type=none").get("next_after").asLong()).isEqualTo(10);
    }

    @Test
    void before_alone_reads_backwards_and_with_after_bounds_the_page() {
        assertThat(seqs(page("?before=8&limit=3"))).containsExactly(5L, 6L, 7L);
        assertThat(seqs(page("?before=9999&limit=2&type=task"))).containsExactly(8L, 10L);
        assertThat(seqs(page("?after=2&before=5"))).containsExactly(3L, 4L);
        assertThat(seqs(page("?before=1"))).isEmpty();
        assertThat(seqs(page("?after=7&before=3"))).isEmpty();
    }

    @Test
    void parameters_that_mean_nothing_are_refused_by_name() {
        for (var query : List.of("?limit=0", "?limit=1001", "?after=-1", "?before=-1")) {
            var refused = stream.http().get("/events" + query);
            assertThat(refused.status()).as(query).isEqualTo(400);
            assertThat(refused.problem().type()).isEqualTo("urn:haios:problem:invalid-parameter");
        }
        assertThat(stream.http().get("/events?after=x").status()).isEqualTo(400);
    }
}
