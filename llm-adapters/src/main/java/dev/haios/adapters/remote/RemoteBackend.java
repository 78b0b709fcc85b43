package dev.haios.adapters.remote;

import dev.haios.adapters.backend.Answer;
import dev.haios.adapters.backend.Backend;
import dev.haios.adapters.backend.ChunkSink;
import dev.haios.adapters.backend.Deadline;
import dev.haios.adapters.backend.ModelCard;
import dev.haios.adapters.backend.Work;
import dev.haios.adapters.tokens.TokenCounter;
import dev.haios.contracts.model.ModelConfig;
import dev.haios.contracts.model.UpstreamReply;
import dev.haios.contracts.model.Usage;
import dev.haios.kit.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A model at a provider. */
public final class RemoteBackend implements Backend {

    /** After being shut out it is worth another look: keys and credit are mended elsewhere. */
    private static final Duration SHUT_OUT_FOR = Duration.ofMinutes(2);

    /** More than any model has parameters of sampling. */
    private static final int MOST_UNTAKEN = 32;

    private final Provider provider;
    private final Dialect dialect;
    private final Transport transport;
    private final RemoteSettings settings;
    private final TokenCounter tokens;
    private final Ticker ticker;

    /** What the model was found not to take; learned from its refusals. */
    private final Set<String> untaken = ConcurrentHashMap.newKeySet();

    private volatile @Nullable Deadline shutOut;

    public RemoteBackend(
            Provider provider,
            Dialect dialect,
            Transport transport,
            RemoteSettings settings,
            TokenCounter tokens,
            Ticker ticker) {
        this.provider = provider;
        this.dialect = dialect;
        this.transport = transport;
        this.settings = settings;
        this.tokens = tokens;
        this.ticker = ticker;
    }

    @Override
    public ModelCard card() {
        return provider.card();
    }

    @Override
    public boolean converses() {
        return true;
    }

    @Override
    public @Nullable String obstacle() {
        if (!provider.isConfigured()) {
            return notConfigured();
        }
        var until = shutOut;
        return until == null || until.left().isNegative()
                ? null
                : provider.name()
                        + " refused the last call: look after "
                        + provider.keyName()
                        + ", its rights, credit and model";
    }

    private String notConfigured() {
        return "not_configured: set " + provider.keyName() + " in .env";
    }

    @Override
    public Answer answer(Work work, ChunkSink chunks) {
        if (!provider.isConfigured()) {
            return new Answer.Failed(new Answer.Failure.NotConfigured(), notConfigured() + ".");
        }
        var chat = Conversation.of(work);
        boolean streamed = chunks.wantsPieces();
        var retries = new Retries(settings, work.deadline());
        while (true) {
            var draft = new Draft(chunks);
            var ask = dialect.ask(chat, card().model(), streamed, Set.copyOf(untaken));
            var trouble = transport.send(provider, dialect, ask, streamed, work.deadline(), draft);
            if (trouble == null) {
                shutOut = null;
                return done(work, chat, ask, draft);
            }
            boolean again = !draft.hasBegun() && (learned(trouble, chat) || retries.again(trouble));
            if (!again) {
                var failed = trouble.failure(provider);
                if (failed.failure() instanceof Answer.Failure.ShutOut) {
                    shutOut = Deadline.in(SHUT_OUT_FOR, ticker);
                }
                return failed;
            }
        }
    }

    /** Whether the trouble was a parameter that can be left out, and was not known before. */
    private boolean learned(Trouble trouble, ObjectNode chat) {
        return trouble instanceof Trouble.SaidNo(var refusal)
                && refusal.kind() == Refusal.Kind.PARAMETER
                && refusal.param() != null
                && chat.has(refusal.param())
                && untaken.size() < MOST_UNTAKEN
                && untaken.add(refusal.param());
    }

    private Answer done(Work work, ObjectNode chat, Ask ask, Draft draft) {
        var usage = draft.usage();
        var reply =
                UpstreamReply.ofText(
                                draft.text(),
                                usage == null ? estimate(work, draft) : usage,
                                config(work, chat, ask, draft),
                                card().backend())
                        .calling(draft.calls());
        return new Answer.Done(reply, draft.finish());
    }

    private Usage estimate(Work work, Draft draft) {
        int out = tokens.count(draft.text());
        for (var call : draft.calls()) {
            out += tokens.count(call.name()) + tokens.count(call.arguments());
        }
        return Usage.estimated(tokens.count(work.all()), out);
    }

    private ModelConfig config(Work work, ObjectNode chat, Ask ask, Draft draft) {
        var ignored = new LinkedHashSet<>(ask.ignored());
        untaken.stream().filter(chat::hasNonNull).forEach(ignored::add);
        List<String> named = new ArrayList<>(ignored);
        var seed = used(chat, "seed", ignored);
        return new ModelConfig(
                draft.model() == null ? card().model() : draft.model(),
                number(used(chat, "temperature", ignored)),
                number(used(chat, "top_p", ignored)),
                seed.canConvertToLong() ? seed.asLong() : null,
                Conversation.version(work),
                named.subList(0, Math.min(64, named.size())));
    }

    private static JsonNode used(ObjectNode chat, String name, Set<String> ignored) {
        return ignored.contains(name) ? chat.path("") : chat.path(name);
    }

    private static @Nullable Double number(JsonNode value) {
        return value.isNumber() ? value.doubleValue() : null;
    }
}
