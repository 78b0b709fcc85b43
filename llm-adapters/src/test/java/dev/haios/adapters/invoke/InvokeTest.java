package dev.haios.adapters.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.adapters.Running;
import dev.haios.contracts.schema.Wire;
import dev.haios.kit.testing.Response;
import dev.haios.kit.testing.TestService;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code POST /invoke} of all three embedded adapters. */
class InvokeTest {

    private static final String CAPABILITY = "X-Haios-Capability";
    private static final String LONG_TEXT =
            "The disk of the build server is full. Lisa has ordered two drives for 240 euros. "
                    .repeat(30);

    private static TestService tlc;
    private static TestService llama;
    private static TestService mock;

    @BeforeAll
    static void start(@TempDir Path home) {
        tlc = Running.adapter("tlc", home);
        llama = Running.adapter("llama", home);
        mock = Running.adapter("mock", home);
    }

    @AfterAll
    static void stop() {
        List.of(tlc, llama, mock).forEach(TestService::close);
    }

    @Test
    void the_classifier_names_the_domain_and_what_it_considered() {
        var reply =
                tlc.http()
                        .post(
                                "/invoke",
                                "{\"text\":\"quantum entanglement physics\",\"temperature\":0}",
                                "X-Haios-Run-Id",
                                "r-1",
                                "Idempotency-Key",
                                "k-1",
                                CAPABILITY,
                                "classify")
                        .json();

        assertThat(reply.path("label").asString()).isEqualTo("physics");
        assertThat(reply.path("confidence").asDouble()).isBetween(0.95, 0.995);
        assertThat(reply.path("abstained").asBoolean()).isFalse();
        assertThat(reply.path("domains")).hasSize(3);
        assertThat(reply.path("backend").asString()).isEqualTo("domain-classifier");
        assertThat(reply.path("usage").path("estimated").asBoolean()).isTrue();
        assertThat(reply.path("model_config").path("ignored").get(0).asString())
                .isEqualTo("temperature");
    }

    @Test
    void a_classifier_that_abstains_gives_no_label_but_says_what_it_weighed() {
        var reply = tlc.http().post("/invoke", "{\"text\":\"hello\",\"top_k\":5}").json();

        assertThat(reply.has("label")).isFalse();
        assertThat(reply.path("abstained").asBoolean()).isTrue();
        assertThat(reply.path("domains")).hasSize(5);
    }

    @Test
    void a_capability_that_is_not_offered_is_refused_so_that_the_next_candidate_is_tried() {
        var response = tlc.http().post("/invoke", "{\"text\":\"x\"}", CAPABILITY, "summarize");

        assertThat(response.status()).isEqualTo(501);
        assertThat(response.problem().type()).isEqualTo("urn:haios:problem:capability-not-offered");
        assertThat(response.json().path("offered").get(0).asString()).isEqualTo("classify");
    }

    @Test
    void the_summariser_shortens_to_the_budget_and_is_honest_about_itself() {
        var reply =
                llama.http()
                        .post("/invoke", "{\"text\":\"" + LONG_TEXT + "\",\"max_tokens\":30}")
                        .json();

        assertThat(reply.path("text").asString()).contains("240 euros");
        assertThat(reply.path("usage").path("tokens_out").asInt()).isLessThanOrEqualTo(30);
        assertThat(reply.path("usage").path("tokens_in").asInt()).isGreaterThan(400);
        assertThat(reply.path("backend").asString()).isEqualTo("extractive-summariser");
        assertThat(reply.path("model_config").path("model").asString())
                .isEqualTo("extractive-summariser");
    }

    @Test
    void a_thread_keeps_its_speakers_and_pinned_messages() {
        var body =
                """
                {"prompt":"Summarise.","max_tokens":60,"messages":[
                 {"role":"system","content":"You are brief."},
                 {"role":"user","content":"%s","name":"Ada"},
                 {"role":"assistant","content":"The key is 7-7-4.","pin":true},
                 {"role":"user","content":"Decision: we clean the disk of the build server."}]}\
                """
                        .formatted(LONG_TEXT);
        var text = llama.http().post("/invoke", body).json().path("text").asString();

        assertThat(text).contains("The key is 7-7-4.").contains("user: Decision");
        assertThat(text).doesNotContain("You are brief").doesNotContain("Summarise");
    }

    @Test
    void the_summariser_can_classify_lightly_too() {
        var reply =
                llama.http()
                        .post(
                                "/invoke",
                                "{\"prompt\":\"Which acid dissolves copper oxide?\"}",
                                CAPABILITY,
                                "classify_light")
                        .json();

        assertThat(reply.path("label").asString()).isEqualTo("chemistry");
        assertThat(reply.path("domains")).hasSize(1);
        assertThat(reply.path("backend").asString()).isEqualTo("domain-classifier");
    }

    @Test
    void the_mock_answers_the_same_to_the_same_and_otherwise_to_another_seed() {
        var body = "{\"prompt\":\"hi\",\"seed\":%d}";
        var one = mock.http().post("/invoke", body.formatted(1)).body();

        assertThat(mock.http().post("/invoke", body.formatted(1)).body()).isEqualTo(one);
        assertThat(mock.http().post("/invoke", body.formatted(2)).body()).isNotEqualTo(one);
        assertThat(one).contains("[mock infer] No model was asked.");
        assertThat(text(mock.http().post("/invoke", "{\"prompt\":\"hi\"}", "X-Haios-Run-Id", "a")))
                .isNotEqualTo(
                        text(
                                mock.http()
                                        .post(
                                                "/invoke",
                                                "{\"prompt\":\"hi\"}",
                                                "X-Haios-Run-Id",
                                                "b")));
    }

    @Test
    void the_mock_plans_and_classifies_obviously_falsely() {
        var plan = mock.http().post("/invoke", "{\"prompt\":\"move\"}", CAPABILITY, "plan");
        var label = mock.http().post("/invoke", "{\"prompt\":\"move\"}", CAPABILITY, "classify");

        assertThat(text(plan)).startsWith("[mock plan]").contains("\n1. ").contains("\n4. ");
        assertThat(label.json().path("label").asString()).startsWith("mock_label_");
    }

    @Test
    void the_mock_fails_as_its_script_says() {
        var refused = mock.http().post("/invoke", "{\"prompt\":\"a\",\"mock\":{\"status\":429}}");
        var late =
                mock.http()
                        .post(
                                "/invoke?mock=%7B%22delay_ms%22%3A60000%7D",
                                "{\"prompt\":\"a\"}", "X-Haios-Deadline-Ms", "50");
        var broken =
                mock.http()
                        .post("/invoke", "{\"prompt\":\"a\",\"mock\":{\"fail_after_chunks\":1}}");
        var nonsense = mock.http().post("/invoke?mock=slow", "{\"prompt\":\"a\"}");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(late.status()).isEqualTo(504);
        assertThat(broken.status()).isEqualTo(502);
        assertThat(nonsense.problem().type()).isEqualTo("urn:haios:problem:invalid-mock-script");
    }

    @Test
    void scripts_move_the_mock_only() {
        var response =
                llama.http().post("/invoke", "{\"text\":\"Short.\",\"mock\":{\"status\":500}}");

        assertThat(response.status()).isEqualTo(200);
        assertThat(text(response)).isEqualTo("Short.");
    }

    @Test
    void a_stream_is_chunks_that_make_up_the_text_and_then_the_whole_reply() {
        var events = stream(mock, "{\"prompt\":\"hi\",\"mock\":{\"chunks\":7,\"delay_ms\":5}}");
        var whole = events.getLast();
        var joined = new StringBuilder();
        events.subList(0, 7).forEach(event -> joined.append(event.data().path("text").asString()));

        assertThat(events).hasSize(8);
        assertThat(whole.type()).isEqualTo("done");
        assertThat(joined.toString()).isEqualTo(whole.data().path("text").asString());

        var summary = stream(llama, "{\"text\":\"One line.\\nAnother.\"}");
        assertThat(summary.stream().map(Sent::type)).containsExactly("chunk", "chunk", "done");
        assertThat(stream(tlc, "{\"text\":\"algebra\"}").stream().map(Sent::type))
                .containsExactly("done");
    }

    @Test
    void a_stream_that_breaks_says_so_and_one_that_never_began_is_a_refusal() {
        var broken = stream(mock, "{\"prompt\":\"hi\",\"mock\":{\"fail_after_chunks\":2}}");
        var never =
                mock.http()
                        .post(
                                "/invoke",
                                "{\"prompt\":\"hi\",\"mock\":{\"status\":503}}",
                                "Accept",
                                "text/event-stream");

        assertThat(broken.stream().map(Sent::type)).containsExactly("chunk", "chunk", "error");
        assertThat(broken.getLast().data().path("type").asString())
                .isEqualTo("urn:haios:problem:broken-off");
        assertThat(never.status()).isEqualTo(503);
        assertThat(never.problem().type()).isEqualTo("urn:haios:problem:scripted");
    }

    @Test
    void nonsense_is_refused_by_name() {
        assertThat(llama.http().post("/invoke", "{\"txt\":\"a\"}").body())
                .contains("unknown field 'txt'");
        assertThat(llama.http().post("/invoke", "[]").status()).isEqualTo(400);
        assertThat(
                        llama.http()
                                .post("/invoke", "{\"text\":\"a\"}", "X-Haios-Deadline-Ms", "soon")
                                .problem()
                                .type())
                .isEqualTo("urn:haios:problem:invalid-header");
        assertThat(llama.http().get("/invoke").status()).isEqualTo(405);
    }

    @Test
    void half_a_surrogate_pair_is_refused_at_its_place() {
        var body = "{\"text\":\"\\ud83d One. \\udc00 Two.\"}";

        for (var adapter : List.of(llama, tlc, mock)) {
            var answer = adapter.http().post("/invoke", body);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("\"pointer\":\"/text\"");
        }
    }

    @Test
    void answers_and_tokens_are_counted() {
        tlc.http().post("/invoke", "{\"text\":\"algebra\"}");

        assertThat(tlc.http().get("/metrics").body())
                .contains("haios_model_answers_total{capability=\"classify\",outcome=\"ok\"")
                .contains("haios_model_tokens_total{direction=\"in\"");
    }

    private static String text(Response response) {
        return response.json().path("text").asString();
    }

    private static List<Sent> stream(TestService service, String body) {
        var response = service.http().post("/invoke", body, "Accept", "text/event-stream");
        assertThat(response.contentType()).startsWith("text/event-stream");
        return Pattern.compile("event: (\\w+)\ndata: (.*)\n\n")
                .matcher(response.body())
                .results()
                .map(match -> new Sent(match.group(1), Wire.lenient().readTree(match.group(2))))
                .toList();
    }

    private record Sent(String type, JsonNode data) {}
}
