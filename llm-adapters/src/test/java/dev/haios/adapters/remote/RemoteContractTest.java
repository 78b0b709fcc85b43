package dev.haios.adapters.remote;

import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.haios.adapters.Running;
import dev.haios.adapters.backend.Finish;
import dev.haios.adapters.standin.AnthropicFormat;
import dev.haios.adapters.standin.Format;
import dev.haios.adapters.standin.GeminiFormat;
import dev.haios.adapters.standin.No;
import dev.haios.adapters.standin.OpenAiFormat;
import dev.haios.adapters.standin.Said;
import dev.haios.adapters.standin.Scene;
import dev.haios.adapters.standin.StandIn;
import dev.haios.contracts.model.ToolCall;
import dev.haios.contracts.schema.Wire;
import dev.haios.kit.testing.Response;
import dev.haios.kit.testing.TestService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * What every adapter to a provider promises, against a stand-in that speaks that provider's wire
 * format. One adapter process serves all tests of a format.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("formats")
@SuppressWarnings(
        "NullAway.Init") // It does not know what JUnit calls before a parameterized class.
class RemoteContractTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String KEY = "sk-standin-7f3a9c21d4";
    private static final List<ToolCall> CALLS =
            List.of(
                    new ToolCall("call_1", "weather", "{\"city\":\"Oslo\"}"),
                    new ToolCall("call_2", "clock", "{}"));

    @TempDir static Path home;

    private static StandIn provider;
    private static TestService adapter;

    private final Format format;

    RemoteContractTest(Named format) {
        this.format = format.format();
    }

    /** A format under the name of its adapter. */
    record Named(Format format) {
        @Override
        public String toString() {
            return format.adapter();
        }
    }

    static Stream<Named> formats() {
        return Stream.of(
                        OpenAiFormat.openAi(),
                        OpenAiFormat.xai(),
                        new AnthropicFormat(),
                        new GeminiFormat())
                .map(Named::new);
    }

    @BeforeParameterizedClassInvocation
    static void start(Named format) {
        provider = new StandIn(format.format(), KEY);
        adapter = start(format.format(), "\"" + KEY + "\" # mine");
    }

    private static TestService start(Format format, String key) {
        var prefix = "haios.providers.of." + format.adapter() + ".";
        return Running.adapter(
                format.adapter(),
                home,
                prefix + "base-url=" + provider.url(),
                prefix + "key=" + key,
                prefix + "key-name=THE_KEY",
                prefix + "model=asked-model",
                "haios.llm.remote.longest-pause=1s");
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        provider.close();
        adapter.close();
    }

    @BeforeEach
    void forget() {
        provider.reset();
    }

    @Test
    void an_answer_comes_with_the_providers_usage_and_the_model_that_gave_it() {
        var reply = adapter.http().post("/invoke", "{\"prompt\":\"Hi\",\"max_tokens\":7}").json();

        assertThat(reply.path("text").asString()).isEqualTo("Hello.");
        assertThat(reply.path("usage").path("tokens_in").asInt()).isEqualTo(Said.TOKENS_IN);
        assertThat(reply.path("usage").path("tokens_out").asInt()).isEqualTo(Said.TOKENS_OUT);
        assertThat(reply.path("usage").has("estimated")).isFalse();
        assertThat(reply.path("model_config").path("model").asString()).isEqualTo(Said.MODEL);
        assertThat(reply.path("backend").asString()).isEqualTo(format.adapter());
    }

    @ParameterizedTest
    @EnumSource(
            value = Finish.class,
            names = {"STOP", "LENGTH", "CONTENT_FILTER"})
    void clients_learn_why_an_answer_ended_whole_and_streamed(Finish finish) {
        provider.says(new Said(List.of("So"), List.of(), finish));
        var whole = chat("").json();
        provider.says(new Said(List.of("So"), List.of(), finish));
        var streamed = chat(",\"stream\":true").body();

        var word = Wire.word(finish);
        assertThat(whole.path("choices").path(0).path("finish_reason").asString()).isEqualTo(word);
        assertThat(streamed).contains("\"finish_reason\":\"" + word + "\"");
    }

    @Test
    void a_stream_brings_the_pieces_usage_and_its_end() {
        var streamed = chat(",\"stream\":true,\"stream_options\":{\"include_usage\":true}");

        var chunks = chunks(streamed);
        assertThat(streamed.body()).endsWith("data: [DONE]\n\n");
        assertThat(chunks.stream().map(RemoteContractTest::content)).contains("Hel", "lo.");
        assertThat(chunks.getLast().path("usage").path("prompt_tokens").asInt())
                .isEqualTo(Said.TOKENS_IN);
        assertThat(chunks.getLast().path("usage").path("completion_tokens").asInt())
                .isEqualTo(Said.TOKENS_OUT);
    }

    @Test
    void a_piece_is_handed_on_before_the_next_one_exists() throws IOException {
        provider.streamsWithoutEnd(Said.GREETING, Scene.Ending.SILENCE);

        try (var lines = open()) {
            assertThat(lines.lines().anyMatch(line -> line.contains("lo."))).isTrue();
        }
    }

    @Test
    void a_client_that_leaves_stops_the_provider() throws IOException {
        provider.neverStops(Said.GREETING);

        try (var lines = open()) {
            assertThat(lines.readLine()).isNotNull();
        }
        eventually("the provider is told", provider::wasAbandoned);
    }

    @Test
    void calls_of_tools_pass_through_whole_and_streamed() {
        var said = new Said(List.of("Let me look."), CALLS, Finish.TOOL_CALLS);
        provider.says(said);
        var whole = chat(TOOLS).json().path("choices").path(0);
        provider.says(said);
        var streamed = chunks(chat(TOOLS + ",\"stream\":true"));
        provider.says(new Said(List.of(), CALLS, Finish.TOOL_CALLS));
        var silent = chat(TOOLS).json().path("choices").path(0).path("message");

        assertThat(whole.path("finish_reason").asString()).isEqualTo("tool_calls");
        assertThat(whole.path("message").path("content").asString()).isEqualTo("Let me look.");
        assertThat(calls(whole.path("message").path("tool_calls"))).isEqualTo(CALLS);
        assertThat(assembled(streamed)).isEqualTo(CALLS);
        assertThat(streamed.getLast().path("choices").path(0).path("finish_reason").asString())
                .isEqualTo("tool_calls");
        assertThat(silent.path("content").isNull()).isTrue();
    }

    @Test
    void what_a_tool_answered_goes_back_in_a_form_the_provider_takes() {
        var reply =
                adapter.http()
                        .post(
                                CHAT,
                                """
                                {"messages":[
                                  {"role":"system","content":"Be brief."},
                                  {"role":"user","content":"Weather?"},
                                  {"role":"assistant","content":null,"tool_calls":[
                                    {"id":"call_1","type":"function","function":
                                      {"name":"weather","arguments":"{\\"city\\":\\"Oslo\\"}"}},
                                    {"id":"call_2","type":"function","function":
                                      {"name":"clock","arguments":"{}"}}]},
                                  {"role":"tool","tool_call_id":"call_1","content":"rain"},
                                  {"role":"tool","tool_call_id":"call_2","content":"noon"},
                                  {"role":"user","content":[
                                    {"type":"text","text":"And this?"},
                                    {"type":"image_url","image_url":
                                      {"url":"data:image/png;base64,iVBORw0KGgo="}}]}]
                                 %s}\
                                """
                                        .formatted(TOOLS));

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        var sent = provider.asked().getFirst().body().toString();
        assertThat(sent).contains("Be brief.", "rain", "noon", "Oslo", "iVBORw0KGgo=");
    }

    @Test
    void a_stream_that_does_not_come_to_its_end_is_an_error() {
        provider.streamsWithoutEnd(Said.GREETING, Scene.Ending.CUT);
        var cut = chat(",\"stream\":true");
        provider.streamsWithoutEnd(Said.GREETING, Scene.Ending.END);
        var ended = chat(",\"stream\":true");
        provider.failsWhileStreaming(Said.GREETING);
        var failed = chat(",\"stream\":true");

        assertThat(cut.body()).contains("Hel", "\"code\":\"broken_off\"").doesNotContain("[DONE]");
        assertThat(ended.body())
                .contains("Hel", "\"code\":\"broken_off\"")
                .doesNotContain("[DONE]");
        assertThat(failed.body())
                .contains("Hel", "\"code\":\"provider_down\"")
                .doesNotContain("[DONE]");
        assertThat(provider.asked()).as("none is asked for twice").hasSize(3);
    }

    @Test
    void an_answer_that_breaks_off_or_is_no_answer_is_an_error() {
        provider.plays(format.whole(Said.GREETING).ending(Scene.Ending.CUT));
        var cut = adapter.http().post("/invoke", "{\"prompt\":\"Hi\"}");
        provider.plays(Scene.json(200, "<html>Welcome to the hotel's network</html>"));
        var page = adapter.http().post("/invoke", "{\"prompt\":\"Hi\"}");
        provider.plays(Scene.json(200, "{}"));
        var nothing = adapter.http().post("/invoke", "{\"prompt\":\"Hi\"}");

        for (var reply : List.of(cut, page, nothing)) {
            assertThat(reply.status()).isEqualTo(502);
            assertThat(reply.problem().type()).isEqualTo("urn:haios:problem:broken-off");
        }
        assertThat(provider.asked()).hasSize(3);
    }

    @Test
    void a_silent_provider_is_left_when_the_caller_stops_waiting() {
        provider.plays(format.whole(Said.GREETING).ending(Scene.Ending.SILENCE));
        var whole =
                adapter.http().post("/invoke", "{\"prompt\":\"Hi\"}", "X-Haios-Deadline-Ms", "700");
        provider.streamsWithoutEnd(Said.GREETING, Scene.Ending.SILENCE);
        var streamed =
                adapter.http().post(CHAT, body(",\"stream\":true"), "X-Haios-Deadline-Ms", "700");

        assertThat(whole.status()).isEqualTo(504);
        assertThat(streamed.body()).contains("\"code\":\"deadline_passed\"");
    }

    @Test
    void a_provider_that_keeps_sending_does_not_outlast_the_deadline() {
        provider.neverStops(Said.GREETING);

        var streamed =
                adapter.http().post(CHAT, body(",\"stream\":true"), "X-Haios-Deadline-Ms", "700");

        assertThat(streamed.body()).contains("\"code\":\"deadline_passed\"");
    }

    @Test
    void a_short_limit_is_waited_for_and_a_long_one_is_passed_on() {
        provider.plays(format.refusal(No.RATE).with("retry-after", "0"));
        var waited = chat("");
        provider.plays(format.refusal(No.RATE).with("retry-after", "30"));
        var passed = chat("");
        provider.plays(format.refusal(No.RATE).with("retry-after", "30"));
        var invoked = adapter.http().post("/invoke", "{\"prompt\":\"Hi\"}");

        assertThat(waited.status()).isEqualTo(200);
        assertThat(passed.status()).isEqualTo(429);
        assertThat(passed.json().path("error").path("type").asString())
                .isEqualTo("rate_limit_error");
        assertThat(invoked.problem().type()).isEqualTo("urn:haios:problem:rate-limited");
        assertThat(invoked.headers().firstValue("Retry-After")).contains("30");
        assertThat(provider.asked()).as("only the short one is waited for").hasSize(4);
    }

    @ParameterizedTest
    @EnumSource(
            value = No.class,
            names = {"OVERLOADED", "BROKEN"})
    void a_failing_provider_is_tried_once_more(No no) {
        provider.refuses(no);
        var second = adapter.http().post("/invoke", "{\"prompt\":\"Hi\"}");
        provider.refuses(no);
        provider.refuses(no);
        var neither = adapter.http().post("/invoke", "{\"prompt\":\"Hi\"}");

        assertThat(second.status()).isEqualTo(200);
        assertThat(neither.status()).isEqualTo(502);
        assertThat(neither.problem().type()).isEqualTo("urn:haios:problem:provider-down");
        assertThat(provider.asked()).hasSize(4);
    }

    @Test
    void a_request_that_is_wrong_is_not_sent_twice() {
        provider.refuses(No.REQUEST);
        var wrong = adapter.http().post("/invoke", "{\"prompt\":\"Hi\"}");
        provider.refuses(No.TOO_LONG);
        var tooLong = chat("");

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.problem().type()).isEqualTo("urn:haios:problem:provider-refused");
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(tooLong.json().path("error").path("code").asString())
                .isEqualTo("context_length_exceeded");
        assertThat(provider.asked()).hasSize(2);
    }

    @Test
    void a_refusal_shows_the_providers_words_but_not_the_key() {
        provider.plays(Scene.json(400, "{\"error\":{\"message\":\"bad " + KEY + "\"}}"));

        var refused = adapter.http().post("/invoke", "{\"prompt\":\"Hi\"}");

        assertThat(refused.body()).contains("bad [key]").doesNotContain(KEY);
    }

    @Test
    void a_provider_that_cannot_be_reached_is_down() {
        provider.goAway();
        try {
            var reply = adapter.http().post("/invoke", "{\"prompt\":\"Hi\"}");

            assertThat(reply.status()).isEqualTo(502);
            assertThat(reply.problem().type()).isEqualTo("urn:haios:problem:provider-down");
        } finally {
            provider.comeBack();
        }
    }

    @Test
    void a_key_or_an_account_that_is_refused_makes_the_adapter_unusable_until_it_works_again() {
        provider.changeKey("sk-another-9e8d");
        var refused = adapter.http().post("/invoke", "{\"prompt\":\"Hi\"}");
        var health = adapter.http().get("/health");
        provider.changeKey(KEY);
        var accepted = adapter.http().post("/invoke", "{\"prompt\":\"Hi\"}");
        var healthy = adapter.http().get("/health");
        provider.refuses(No.CREDIT);
        var broke = adapter.http().post("/invoke", "{\"prompt\":\"Hi\"}");
        chat("");

        assertThat(refused.status()).as(refused.body()).isEqualTo(503);
        assertThat(refused.problem().type()).isEqualTo("urn:haios:problem:provider-shut-out");
        assertThat(health.json().path("status").asString()).isEqualTo("degraded");
        assertThat(health.body()).contains("THE_KEY");
        assertThat(refused.body() + health.body()).doesNotContain("sk-");
        assertThat(accepted.status()).isEqualTo(200);
        assertThat(healthy.json().path("status").asString()).isEqualTo("ok");
        assertThat(broke.status()).as(broke.body()).isEqualTo(503);
        assertThat(provider.asked()).as("neither is asked for twice").hasSize(4);
    }

    @Test
    void without_a_key_it_runs_and_says_what_is_missing() {
        try (var keyless = start(format, " # none yet")) {
            var health = keyless.http().get("/health");
            var refused = keyless.http().post("/invoke", "{\"prompt\":\"Hi\"}");

            assertThat(health.status()).isEqualTo(200);
            assertThat(health.json().path("status").asString()).isEqualTo("degraded");
            assertThat(health.body()).contains("not_configured", "THE_KEY");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.problem().type()).isEqualTo("urn:haios:problem:not-configured");
            assertThat(provider.asked()).isEmpty();
        }
    }

    @Test
    void the_key_is_in_no_log_however_much_is_logged() {
        var logger = (Logger) LoggerFactory.getLogger("org.apache");
        var heard = new ListAppender<ILoggingEvent>();
        heard.start();
        logger.setAdditive(false);
        logger.setLevel(Level.TRACE);
        logger.addAppender(heard);
        try {
            adapter.http().post("/invoke", "{\"prompt\":\"Hi\"}");
        } finally {
            logger.detachAppender(heard);
            logger.setLevel(null);
            logger.setAdditive(true);
        }

        assertThat(heard.list).isNotEmpty();
        assertThat(heard.list).noneMatch(event -> event.getFormattedMessage().contains(KEY));
    }

    private static final String TOOLS =
            """
            ,"tools":[{"type":"function","function":{"name":"weather","description":"Tells it",
              "parameters":{"type":"object","properties":{"city":{"type":"string"}},
              "required":["city"]}}},
              {"type":"function","function":{"name":"clock"}}],
              "tool_choice":"auto"\
            """;

    private static String body(String more) {
        return "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]" + more + "}";
    }

    private static Response chat(String more) {
        return adapter.http().post(CHAT, body(more));
    }

    /** A stream that is read while it comes. */
    private static BufferedReader open() {
        var request =
                HttpRequest.newBuilder(URI.create(adapter.url() + CHAT))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body(",\"stream\":true")))
                        .build();
        var body =
                HttpClient.newHttpClient()
                        .sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
                        .join()
                        .body();
        return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    private static List<JsonNode> chunks(Response streamed) {
        return streamed.body()
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> Wire.lenient().readTree(line.substring(6)))
                .toList();
    }

    private static String content(JsonNode chunk) {
        return chunk.path("choices").path(0).path("delta").path("content").asString("");
    }

    private static List<ToolCall> calls(JsonNode calls) {
        return calls.valueStream()
                .map(call ->
                        new ToolCall(
                                call.path("id").asString(),
                                call.path("function").path("name").asString(),
                                call.path("function").path("arguments").asString()))
                .toList();
    }

    /** Puts streamed calls together as OpenAI's clients do: by their index. */
    private static List<ToolCall> assembled(List<JsonNode> chunks) {
        var calls = new TreeMap<Integer, ToolCall>();
        for (var chunk : chunks) {
            for (var piece : chunk.path("choices").path(0).path("delta").path("tool_calls")) {
                var function = piece.path("function");
                var arguments = function.path("arguments").asString();
                calls.merge(
                        piece.path("index").asInt(),
                        new ToolCall(
                                piece.path("id").asString(""),
                                function.path("name").asString(""),
                                arguments),
                        (known, more) ->
                                new ToolCall(
                                        known.id(),
                                        known.name(),
                                        known.arguments() + more.arguments()));
            }
        }
        return List.copyOf(calls.values());
    }
}
