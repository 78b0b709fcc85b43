package dev.haios.adapters.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.adapters.remote.Ask;
import dev.haios.adapters.remote.Refusal.Kind;
import dev.haios.contracts.schema.Wire;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What is special about the words of OpenAI and of those who copied them. */
class OpenAiDialectTest {

    @Test
    void the_longest_answer_is_asked_for_under_the_name_each_knows() {
        var chat = "{\"messages\":[],\"max_tokens\":7}";

        assertThat(ask(OpenAiDialect.current(), chat, Set.of()).body().has("max_tokens")).isFalse();
        assertThat(
                        ask(OpenAiDialect.current(), chat, Set.of())
                                .body()
                                .path("max_completion_tokens")
                                .asInt())
                .isEqualTo(7);
        assertThat(ask(OpenAiDialect.classic(), chat, Set.of()).body().path("max_tokens").asInt())
                .isEqualTo(7);
    }

    @Test
    void what_the_model_does_not_take_or_we_cannot_answer_is_left_out() {
        var chat = "{\"messages\":[],\"temperature\":0.1,\"n\":3,\"logprobs\":true,\"new\":{}}";
        var ask = ask(OpenAiDialect.current(), chat, Set.of("temperature"));

        assertThat(ask.ignored()).containsExactly("n", "logprobs");
        assertThat(ask.body().propertyNames())
                .containsExactlyInAnyOrder("messages", "new", "model", "stream");
    }

    @Test
    void refusals_of_a_parameter_and_of_money_are_told_apart_from_the_rest() {
        assertThat(kind(400, "{\"error\":{\"code\":\"unsupported_value\"}}"))
                .isEqualTo(Kind.PARAMETER);
        assertThat(kind(429, "{\"error\":{\"code\":\"project_spend_limit_exceeded\"}}"))
                .isEqualTo(Kind.SHUT_OUT);
        assertThat(kind(429, "{\"error\":{\"code\":\"slow_down\"}}")).isEqualTo(Kind.RATE);
        assertThat(kind(503, "{}")).isEqualTo(Kind.DOWN);
    }

    private static Ask ask(OpenAiDialect dialect, String chat, Set<String> without) {
        return dialect.ask((ObjectNode) Wire.lenient().readTree(chat), "m", false, without);
    }

    private static Kind kind(int status, String body) {
        return OpenAiDialect.current().refusal(status, Wire.lenient().readTree(body)).kind();
    }
}
