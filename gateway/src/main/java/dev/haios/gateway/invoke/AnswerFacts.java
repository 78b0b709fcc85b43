package dev.haios.gateway.invoke;

import dev.haios.contracts.model.ModelConfig;
import dev.haios.contracts.model.Usage;
import dev.haios.contracts.schema.RawJson;
import dev.haios.contracts.schema.Wire;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What an answer says about itself, where it says so in a form that is understood: ours, or the
 * ones of OpenAI and Anthropic. What is not understood is not guessed.
 */
record AnswerFacts(Optional<Usage> usage, Optional<ModelConfig> modelConfig) {

    private static final AnswerFacts NONE = new AnswerFacts(Optional.empty(), Optional.empty());

    static AnswerFacts of(@Nullable RawJson result) {
        if (result == null || !result.text().startsWith("{")) {
            return NONE;
        }
        var tree = result.tree();
        return new AnswerFacts(usage(tree.path("usage")), modelConfig(tree));
    }

    private static Optional<Usage> usage(JsonNode usage) {
        var in = count(usage, "tokens_in", "prompt_tokens", "input_tokens");
        var out = count(usage, "tokens_out", "completion_tokens", "output_tokens");
        if (in.isEmpty() && out.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Usage(
                            in.orElse(0L),
                            out.orElse(0L),
                            usage.path("estimated").asBoolean(false) ? true : null));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> count(JsonNode usage, String... names) {
        for (var name : names) {
            if (usage.path(name).canConvertToLong()) {
                return Optional.of(usage.path(name).asLong());
            }
        }
        return Optional.empty();
    }

    private static Optional<ModelConfig> modelConfig(JsonNode answer) {
        try {
            if (answer.path("model_config").isObject()) {
                return Optional.of(
                        Wire.lenient().treeToValue(answer.path("model_config"), ModelConfig.class));
            }
            return answer.path("model").isString()
                    ? Optional.of(
                            new ModelConfig(
                                    answer.path("model").stringValue(),
                                    null,
                                    null,
                                    null,
                                    null,
                                    List.of()))
                    : Optional.empty();
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
