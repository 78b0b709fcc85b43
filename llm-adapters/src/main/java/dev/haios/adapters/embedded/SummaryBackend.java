package dev.haios.adapters.embedded;

import dev.haios.adapters.backend.Answer;
import dev.haios.adapters.backend.Backend;
import dev.haios.adapters.backend.ChunkSink;
import dev.haios.adapters.backend.Finish;
import dev.haios.adapters.backend.ModelCard;
import dev.haios.adapters.backend.Work;
import dev.haios.adapters.domain.DomainClassifier;
import dev.haios.adapters.summary.Passage;
import dev.haios.adapters.summary.Summariser;
import dev.haios.adapters.tokens.TokenCounter;
import dev.haios.contracts.model.MessageRole;
import dev.haios.contracts.model.ModelConfig;
import dev.haios.contracts.model.PromptMessage;
import dev.haios.contracts.model.UpstreamReply;
import dev.haios.contracts.model.Usage;
import dev.haios.contracts.registry.ServiceRole;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/** {@code llama} without weights: shortens texts and threads, and names a text's domain. */
public final class SummaryBackend implements Backend {

    private static final String MODEL = "extractive-summariser";
    private static final String CLASSIFY = "classify_light";
    private static final Pattern LINE_END = Pattern.compile("(?<=\n)");

    /** Without a budget a summary is a fifth of the text, within these limits. */
    private static final int SHARE = 5;

    private static final int SHORTEST = 64;
    private static final int LONGEST = 512;

    private static final ModelCard CARD =
            ModelCard.local(
                    "llama-3.1-8b",
                    ModelCard.EMBEDDED,
                    MODEL,
                    MODEL,
                    ServiceRole.PRODUCTION,
                    List.of("summarize", CLASSIFY),
                    131_072);

    private final Summariser summariser;
    private final DomainLabels labels;
    private final TokenCounter tokens;

    public SummaryBackend(DomainClassifier classifier, TokenCounter tokens) {
        this.summariser = new Summariser(tokens);
        this.labels = new DomainLabels(classifier, tokens);
        this.tokens = tokens;
    }

    @Override
    public ModelCard card() {
        return CARD;
    }

    @Override
    public Answer answer(Work work, ChunkSink chunks) {
        return work.capability().equals(CLASSIFY) ? labels.label(work, 1) : summary(work, chunks);
    }

    private Answer summary(Work work, ChunkSink chunks) {
        int size = tokens.count(work.all());
        var asked = work.request().maxTokens();
        int budget = asked == null ? Math.clamp(size / SHARE, SHORTEST, LONGEST) : asked;
        var summary = summariser.summarise(passages(work), budget);
        // A line at a time: nothing comes into being later, but readers may begin.
        LINE_END.splitAsStream(summary.text()).forEach(chunks::chunk);
        return new Answer.Done(
                UpstreamReply.ofText(
                        summary.text(),
                        Usage.estimated(size, summary.tokens()),
                        ModelConfig.unsampled(MODEL, null, work.samplingGiven()),
                        MODEL),
                Finish.STOP);
    }

    /**
     * A text stands for itself. Of messages, several make a thread in which speakers are named; one
     * is a text. System messages are rules for a model that writes, which this one does not.
     */
    private static List<Passage> passages(Work work) {
        var said =
                work.messages().stream()
                        .filter(message ->
                                message.role() != MessageRole.SYSTEM || isPinned(message))
                        .toList();
        if (work.request().text() != null || said.isEmpty()) {
            return List.of(Passage.of(work.source()));
        }
        boolean thread = said.size() > 1;
        return said.stream()
                .map(message ->
                        new Passage(
                                thread ? speaker(message) : null,
                                message.content(),
                                isPinned(message)))
                .toList();
    }

    private static boolean isPinned(PromptMessage message) {
        return Boolean.TRUE.equals(message.pin());
    }

    private static String speaker(PromptMessage message) {
        return Objects.requireNonNullElse(
                message.name(), message.role().name().toLowerCase(Locale.ROOT));
    }
}
