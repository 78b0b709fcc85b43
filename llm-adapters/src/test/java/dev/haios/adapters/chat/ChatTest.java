package dev.haios.adapters.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.adapters.Running;
import dev.haios.contracts.schema.Wire;
import dev.haios.kit.testing.Response;
import dev.haios.kit.testing.TestService;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The surface that OpenAI's clients speak to. */
class ChatTest {

    private static final String PATH = "/v1/chat/completions";

    private static TestService tlc;
    private static TestService mock;

    @BeforeAll
    static void start(@TempDir Path home) {
        tlc = Running.adapter("tlc", home);
        mock = Running.adapter("mock", home);
    }

    @AfterAll
    static void stop() {
        tlc.close();
        mock.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {PATH, "/chat/completions"})
    void a_completion_has_the_shape_clients_expect(String path) {
        var reply =
                mock.http()
                        .post(
                                path,
                                """
                                {"model":"any","user":"u-1","logit_bias":{"50256":-100},"n":1,
                                 "temperature":0.5,"seed":3,"messages":[
                                  {"role":"developer","content":"Be brief."},
                                  {"role":"user","content":[{"type":"text","text":"Hi"}]},
                                  {"role":"assistant","content":null,"tool_calls":[]},
                                  {"role":"function","name":"f","content":"42"}]}\
                                """,
                                "Authorization",
                                "Bearer sk-anything")
                        .json();
        var choice = reply.path("choices").get(0);

        assertThat(reply.path("object").asString()).isEqualTo("chat.completion");
        assertThat(reply.path("id").asString()).startsWith("chatcmpl-");
        assertThat(reply.path("created").asLong()).isPositive();
        assertThat(choice.path("message").path("content").asString()).startsWith("[mock infer]");
        assertThat(choice.path("message").path("role").asString()).isEqualTo("assistant");
        assertThat(choice.path("finish_reason").asString()).isEqualTo("stop");
        assertThat(choice.has("logprobs")).isTrue();
        assertThat(reply.path("usage").path("total_tokens").asInt())
                .isEqualTo(
                        reply.path("usage").path("prompt_tokens").asInt()
                                + reply.path("usage").path("completion_tokens").asInt());
    }

    @Test
    void an_answer_cut_short_says_length() {
        var reply = mock.http().post(PATH, chat("\"max_completion_tokens\":4")).json();

        assertThat(reply.path("choices").get(0).path("finish_reason").asString())
                .isEqualTo("length");
    }

    @Test
    void a_classifier_answers_with_its_label_or_that_it_abstained() {
        assertThat(content(tlc.http().post(PATH, chat("\"seed\":1").replace("Hi", "tax law"))))
                .isEqualTo("law_policy");
        assertThat(content(tlc.http().post(PATH, chat("\"seed\":1")))).isEqualTo("abstained");
    }

    @Test
    void a_stream_is_deltas_then_a_reason_then_usage_then_done() {
        var lines = stream(chat("\"stream\":true,\"stream_options\":{\"include_usage\":true}"));
        var chunks =
                lines.subList(0, lines.size() - 1).stream().map(Wire.lenient()::readTree).toList();
        var text = new StringBuilder();
        chunks.forEach(chunk -> text.append(delta(chunk).path("content").asString("")));

        assertThat(lines.getLast()).isEqualTo("[DONE]");
        assertThat(delta(chunks.getFirst()).path("role").asString()).isEqualTo("assistant");
        assertThat(text.toString()).isEqualTo(content(mock.http().post(PATH, chat("\"n\":1"))));
        assertThat(
                        chunks.get(chunks.size() - 2)
                                .path("choices")
                                .get(0)
                                .path("finish_reason")
                                .asString())
                .isEqualTo("stop");
        assertThat(chunks.getLast().path("usage").path("completion_tokens").asInt()).isPositive();
    }

    @Test
    void a_label_can_be_streamed_too() {
        var response =
                tlc.http()
                        .post(PATH, chat("\"stream\":true").replace("Hi", "chess algorithm code"));

        assertThat(response.body()).contains("\"content\":\"cs\"").endsWith("data: [DONE]\n\n");
    }

    @Test
    void a_stream_that_breaks_ends_with_an_error_and_one_that_never_began_is_refused() {
        var broken = stream(chat("\"stream\":true,\"mock\":{\"fail_after_chunks\":1}"));
        var never = mock.http().post(PATH, chat("\"stream\":true,\"mock\":{\"status\":429}"));

        assertThat(broken.getLast()).contains("\"code\":\"broken_off\"");
        assertThat(never.status()).isEqualTo(429);
        assertThat(never.json().path("error").path("type").asString())
                .isEqualTo("rate_limit_error");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{nope ; invalid_json ; ",
                "[] ; invalid_json ; ",
                "{} ; invalid_value ; messages",
                "{\"messages\":[]} ; invalid_value ; messages",
                "{\"messages\":[{\"role\":\"boss\",\"content\":\"a\"}]} ; invalid_value ; messages[0].role",
                "{\"messages\":[{\"role\":\"user\",\"content\":7}]} ; invalid_value ; messages[0].content",
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\"}]}]} ; invalid_value ; messages[0].content",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"max_tokens\":0} ; invalid_value ; max_tokens",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"seed\":1.5} ; invalid_value ; seed",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"top_p\":\"x\"} ; invalid_value ; top_p",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"temperature\":9} ; invalid_value ; ",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"mock\":{\"status\":7}} ; invalid_value ; mock",
            })
    void nonsense_is_refused_in_openai_words(String body, String code, String param) {
        var response = mock.http().post(PATH, body);
        var error = response.json().path("error");

        assertThat(response.status()).isEqualTo(400);
        assertThat(error.path("type").asString()).isEqualTo("invalid_request_error");
        assertThat(error.path("code").asString()).isEqualTo(code);
        assertThat(error.path("param").asString("")).isEqualTo(param == null ? "" : param);
        assertThat(error.path("message").asString()).isNotEmpty();
    }

    @Test
    void refusals_of_the_fleet_come_in_openai_words_too() {
        var response = tlc.http().post(PATH, chat("\"n\":1"), "X-Haios-Capability", "infer");

        assertThat(response.status()).isEqualTo(501);
        assertThat(response.json().path("error").path("code").asString())
                .isEqualTo("capability_not_offered");
    }

    @Test
    void bodies_may_be_larger_than_elsewhere_but_not_endless() {
        var large = chat("\"padding\":\"" + "x".repeat(3 << 20) + "\"");
        var endless = chat("\"padding\":\"" + "x".repeat(5 << 20) + "\"");

        assertThat(mock.http().post(PATH, large).status()).isEqualTo(200);
        assertThat(mock.http().post(PATH, endless).status()).isEqualTo(413);
    }

    @Test
    void a_conversation_longer_than_the_context_is_refused_by_the_code_clients_know() {
        var message = "{\"role\":\"user\",\"content\":\"" + "word ".repeat(110_000) + "\"}";
        var response = tlc.http().post(PATH, "{\"messages\":[" + message + "," + message + "]}");

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().path("error").path("code").asString())
                .isEqualTo("context_length_exceeded");
    }

    private static String chat(String more) {
        return "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]," + more + "}";
    }

    private static String content(Response response) {
        return response.json().path("choices").get(0).path("message").path("content").asString();
    }

    private static JsonNode delta(JsonNode chunk) {
        return chunk.path("choices").path(0).path("delta");
    }

    private static List<String> stream(String body) {
        var response = mock.http().post(PATH, body);
        assertThat(response.contentType()).startsWith("text/event-stream");
        return response.body()
                .lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> line.substring(6))
                .toList();
    }
}
