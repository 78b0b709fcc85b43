package dev.haios.adapters.mock;

import dev.haios.adapters.backend.Answer;
import dev.haios.adapters.backend.Backend;
import dev.haios.adapters.backend.ChunkSink;
import dev.haios.adapters.backend.Finish;
import dev.haios.adapters.backend.ModelCard;
import dev.haios.adapters.backend.Work;
import dev.haios.adapters.tokens.TokenCounter;
import dev.haios.contracts.model.ModelConfig;
import dev.haios.contracts.model.UpstreamReply;
import dev.haios.contracts.model.Usage;
import dev.haios.contracts.registry.ServiceRole;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** {@code mock}: a pure function of seed, capability and prompt, unless a script says otherwise. */
public final class MockBackend implements Backend {

    private static final String MODEL = "mock-1";
    private static final String BACKEND = "mock";
    private static final int USUAL_CHUNKS = 4;

    private static final ModelCard CARD =
            ModelCard.local(
                    "mock",
                    BACKEND,
                    MODEL,
                    BACKEND,
                    ServiceRole.EXPERIMENTAL,
                    List.of("infer", "plan", "summarize", "classify"),
                    131_072);

    private final TokenCounter tokens;

    public MockBackend(TokenCounter tokens) {
        this.tokens = tokens;
    }

    @Override
    public ModelCard card() {
        return CARD;
    }

    @Override
    public Answer answer(Work work, ChunkSink chunks) {
        var failure = misbehaviour(work);
        if (failure != null) {
            return failure;
        }
        long seed = seed(work);
        var words = new MockWords(seed, work.capability(), work.all());
        var config = ModelConfig.unsampled(MODEL, seed, work.samplingGiven());
        int tokensIn = tokens.count(work.all());
        if (work.capability().equals("classify")) {
            return new Answer.Done(
                    UpstreamReply.ofLabel(
                            words.label(),
                            words.confidence(),
                            null,
                            Usage.estimated(tokensIn, 0),
                            config,
                            BACKEND),
                    Finish.STOP);
        }
        var text = words.text(work.request().maxTokens());
        if (!stream(text.words(), work, chunks)) {
            return new Answer.Failed(
                    new Answer.Failure.BrokenOff(), "The mock broke off, as it was asked to.");
        }
        return new Answer.Done(
                UpstreamReply.ofText(
                        text.words(),
                        Usage.estimated(tokensIn, tokens.count(text.words())),
                        config,
                        BACKEND),
                text.complete() ? Finish.STOP : Finish.LENGTH);
    }

    /** Waits and fails as the script says. */
    private static Answer.@Nullable Failed misbehaviour(Work work) {
        var script = work.script();
        if (script.delayMs() != null) {
            var delay = Duration.ofMillis(script.delayMs());
            var left = work.deadline().left();
            boolean late = delay.compareTo(left) > 0;
            await(late ? left : delay);
            if (late) {
                return new Answer.Failed(
                        new Answer.Failure.DeadlinePassed(),
                        "The mock was asked to take longer than its caller waits.");
            }
        }
        return script.status() == null
                ? null
                : new Answer.Failed(
                        new Answer.Failure.Scripted(script.status()),
                        "The mock was asked to answer " + script.status() + ".");
    }

    /** Sends the text in as many pieces as asked for; false when it was to break off before. */
    private static boolean stream(String text, Work work, ChunkSink chunks) {
        int count =
                work.script().chunks() == null
                        ? USUAL_CHUNKS
                        : Math.min(work.script().chunks(), text.length());
        int most =
                work.script().failAfterChunks() == null
                        ? count
                        : Math.min(work.script().failAfterChunks(), count);
        for (int i = 0; i < most; i++) {
            chunks.chunk(
                    text.substring(i * text.length() / count, (i + 1) * text.length() / count));
        }
        return work.script().failAfterChunks() == null;
    }

    private static void await(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** The seed asked for, else one that is the same for the whole run. */
    private static long seed(Work work) {
        var asked = work.request().seed();
        return asked != null ? asked : MockWords.hash(work.runId());
    }
}
