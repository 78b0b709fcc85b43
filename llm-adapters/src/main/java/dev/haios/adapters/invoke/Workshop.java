package dev.haios.adapters.invoke;

import dev.haios.adapters.backend.Answer;
import dev.haios.adapters.backend.Backend;
import dev.haios.adapters.backend.ChunkSink;
import dev.haios.adapters.backend.Work;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Has the backend do the work and counts what came of it. */
@Component
public class Workshop {

    private final Backend backend;
    private final MeterRegistry meters;

    Workshop(Backend backend, MeterRegistry meters) {
        this.backend = backend;
        this.meters = meters;
    }

    /** Does the work on this thread. */
    public Answer run(Work work, ChunkSink chunks) {
        int most = backend.card().maxCharacters();
        var answer =
                work.all().length() > most
                        ? new Answer.Failed(
                                new Answer.Failure.TooLong(most),
                                "This model takes at most " + most + " characters at once.")
                        : backend.answer(work, chunks);
        var outcome =
                switch (answer) {
                    case Answer.Done done -> {
                        countTokens(done);
                        yield Boolean.TRUE.equals(done.reply().abstained()) ? "abstained" : "ok";
                    }
                    case Answer.Failed _ -> "failed";
                };
        meters.counter(
                        "haios_model_answers_total",
                        "capability",
                        work.capability(),
                        "outcome",
                        outcome)
                .increment();
        return answer;
    }

    private void countTokens(Answer.Done done) {
        var usage = done.reply().usage();
        if (usage != null) {
            count("in", usage.tokensIn());
            count("out", usage.tokensOut());
        }
    }

    private void count(String direction, long tokens) {
        meters.counter("haios_model_tokens_total", "direction", direction)
                .increment((double) tokens);
    }
}
