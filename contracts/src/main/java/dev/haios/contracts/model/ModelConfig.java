package dev.haios.contracts.model;

import dev.haios.contracts.schema.Bounds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sampling that was really used.
 *
 * @param temperature 0 to 2
 * @param topP 0 to 1
 * @param promptVersion which version of a prompt template
 * @param ignored parameters asked for that the model does not take, at most 64
 */
public record ModelConfig(
        @Nullable String model,
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Long seed,
        @Nullable String promptVersion,
        List<String> ignored) {

    /** Checks the bounds and copies the list. */
    public ModelConfig {
        Bounds.name("model", model);
        Bounds.range("temperature", temperature, 0, 2);
        Bounds.range("top_p", topP, 0, 1);
        Bounds.name("prompt_version", promptVersion);
        ignored = Bounds.list("ignored", ignored, 0, 64);
        ignored.forEach(name -> Bounds.name("ignored", name));
    }

    /** That of a model without sampling, which takes a seed at most and ignores the rest. */
    public static ModelConfig unsampled(String model, @Nullable Long seed, List<String> ignored) {
        return new ModelConfig(model, null, null, seed, null, ignored);
    }
}
