package dev.haios.adapters.embedded;

import dev.haios.adapters.backend.Answer;
import dev.haios.adapters.backend.Finish;
import dev.haios.adapters.backend.Work;
import dev.haios.adapters.domain.DomainClassifier;
import dev.haios.adapters.tokens.TokenCounter;
import dev.haios.contracts.model.ModelConfig;
import dev.haios.contracts.model.ScoredLabel;
import dev.haios.contracts.model.UpstreamReply;
import dev.haios.contracts.model.Usage;

/** Turns the classifier's judgement into an answer; shared by both backends that have it. */
final class DomainLabels {

    static final String MODEL = "domain-classifier";

    private final DomainClassifier classifier;
    private final TokenCounter tokens;

    DomainLabels(DomainClassifier classifier, TokenCounter tokens) {
        this.classifier = classifier;
        this.tokens = tokens;
    }

    Answer label(Work work, int listed) {
        var result = classifier.classify(work.source(), Math.min(listed, DomainClassifier.DOMAINS));
        var domains =
                result.domains().stream()
                        .map(score -> new ScoredLabel(score.domain(), shown(score.confidence())))
                        .toList();
        return new Answer.Done(
                UpstreamReply.ofLabel(
                        result.primaryDomain(),
                        shown(result.confidence()),
                        domains,
                        Usage.estimated(tokens.count(work.all()), 0),
                        ModelConfig.unsampled(MODEL, null, work.samplingGiven()),
                        MODEL),
                Finish.STOP);
    }

    /** Four decimals, rounded down: more would be noise, and nothing here is ever certain. */
    private static double shown(double confidence) {
        return Math.floor(confidence * 1e4) / 1e4;
    }
}
