package dev.haios.adapters.embedded;

import dev.haios.adapters.backend.Answer;
import dev.haios.adapters.backend.Backend;
import dev.haios.adapters.backend.ChunkSink;
import dev.haios.adapters.backend.ModelCard;
import dev.haios.adapters.backend.Work;
import dev.haios.adapters.domain.DomainClassifier;
import dev.haios.adapters.tokens.TokenCounter;
import dev.haios.contracts.registry.ServiceRole;
import java.util.List;

/** {@code tlc}: names the domain of a text. */
public final class DomainBackend implements Backend {

    private static final ModelCard CARD =
            ModelCard.local(
                    "tlc-domain-classifier",
                    ModelCard.EMBEDDED,
                    DomainLabels.MODEL,
                    DomainLabels.MODEL,
                    ServiceRole.PRODUCTION,
                    List.of("classify", "classify_light", "classify_domain"),
                    // It looks at the first pages only, but takes as much as its neighbours do.
                    131_072);

    private static final int LISTED = 3;

    private final DomainLabels labels;

    public DomainBackend(DomainClassifier classifier, TokenCounter tokens) {
        this.labels = new DomainLabels(classifier, tokens);
    }

    @Override
    public ModelCard card() {
        return CARD;
    }

    @Override
    public Answer answer(Work work, ChunkSink chunks) {
        return labels.label(work, work.request().topK() == null ? LISTED : work.request().topK());
    }
}
