package dev.haios.adapters.standin;

import dev.haios.adapters.backend.Finish;
import dev.haios.contracts.model.ToolCall;
import java.util.List;

/**
 * What the model says.
 *
 * @param pieces of its text, as a stream brings them
 * @param calls each with arguments that are a JSON object
 */
public record Said(List<String> pieces, List<ToolCall> calls, Finish finish) {

    /** The model that answers, whichever was asked. */
    public static final String MODEL = "real-model-2026";

    public static final int TOKENS_IN = 9;
    public static final int TOKENS_OUT = 4;

    /** Two pieces of text. */
    public static final Said GREETING = new Said(List.of("Hel", "lo."), List.of(), Finish.STOP);

    public String text() {
        return String.join("", pieces);
    }
}
