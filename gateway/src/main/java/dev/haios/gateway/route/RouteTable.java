package dev.haios.gateway.route;

import dev.haios.contracts.receipt.ReceiptRouting;
import dev.haios.contracts.routing.RouteReply;
import dev.haios.contracts.routing.RouteRequest;
import dev.haios.kit.peers.Reply;
import dev.haios.kit.peers.RouterClient;
import dev.haios.kit.time.Ticker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/**
 * The router's answers per question. An answer is good without asking again while the router's
 * watch is connected and has pushed no newer version; calls that need the same answer share one
 * question. Thread-safe.
 */
@Component
public class RouteTable {

    private final RouterClient router;
    private final RouterWatch watch;
    private final RouteSettings settings;
    private final Ticker ticker;
    private final KeptAnswers kept;
    private final Map<RouteRequest, CompletableFuture<Reply<RouteReply>>> asking =
            new ConcurrentHashMap<>();
    private volatile long lastAnswer;
    private volatile long lastSilence;
    private volatile long silentConnection;
    private volatile boolean away;

    RouteTable(
            RouterClient router,
            RouterWatch watch,
            RouteSettings settings,
            Ticker ticker,
            MeterRegistry meters) {
        this.router = router;
        this.watch = watch;
        this.settings = settings;
        this.ticker = ticker;
        this.kept = new KeptAnswers(settings.kept());
        this.lastAnswer = ticker.nanos();
        Gauge.builder("haios_route_questions", asking, Map::size)
                .description("Questions that wait for the provider router")
                .register(meters);
        Gauge.builder("haios_route_kept", kept, KeptAnswers::size)
                .description("Answers of the provider router that are kept")
                .register(meters);
    }

    /**
     * Who can do this.
     *
     * @param timeLeft longest wait for the router
     */
    public Routing find(RouteRequest question, Duration timeLeft) {
        var known = kept.get(question);
        if (known != null && isCurrent(known)) {
            return current(known);
        }
        if (known != null && isLeftAlone()) {
            return older(known);
        }
        var wait =
                known == null || timeLeft.compareTo(settings.patience()) < 0
                        ? timeLeft
                        : settings.patience();
        return switch (ask(question, wait)) {
            case Reply.Answer<RouteReply>(var reply) ->
                    current(new KeptAnswers.Kept(reply, 0, ticker.nanos()));
            case Reply.Refused<RouteReply>(var problem) -> new Routing.Refused(problem);
            case Reply.Unreachable<RouteReply>(var reason) ->
                    known == null ? new Routing.Unknown(reason) : older(known);
        };
    }

    /** The router may itself have lost the registry when it answered. */
    private Routing current(KeptAnswers.Kept known) {
        var stale = known.reply().staleMs();
        long age = (ticker.nanos() - known.askedNanos()) / 1_000_000;
        return new Routing.Known(
                known.reply(),
                new ReceiptRouting(known.reply().version(), stale == null ? null : stale + age));
    }

    private boolean isCurrent(KeptAnswers.Kept known) {
        var now = watch.current();
        return now.connected()
                && known.connection() == now.connection()
                && known.reply().version() >= now.version();
    }

    /** For a moment only, and not when the router has been heard anew since. */
    private boolean isLeftAlone() {
        return away
                && silentConnection == watch.current().connection()
                && ticker.nanos() - lastSilence < settings.pause().toNanos();
    }

    /** How long nothing was heard: no answer, and no word on the watch. */
    private Routing older(KeptAnswers.Kept known) {
        var heard = watch.current();
        long now = ticker.nanos();
        long answered = now - lastAnswer;
        long silent = heard.connected() ? answered : Math.min(answered, now - heard.heardNanos());
        return new Routing.Known(
                known.reply(),
                new ReceiptRouting(known.reply().version(), Math.max(1, silent / 1_000_000)));
    }

    private Reply<RouteReply> ask(RouteRequest question, Duration wait) {
        if (asking.size() >= settings.questions() && !asking.containsKey(question)) {
            // A question outlives callers in a hurry, so that they do not bound their number.
            return new Reply.Unreachable<>(
                    "provider_router: " + settings.questions() + " questions wait for it already");
        }
        var fresh = new CompletableFuture<Reply<RouteReply>>();
        var shared = asking.putIfAbsent(question, fresh);
        if (shared == null) {
            // On its own thread: it must go on, for the others, when this caller's time is up.
            Thread.ofVirtual().name("route").start(() -> askNow(question, fresh));
        }
        try {
            return (shared == null ? fresh : shared).get(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return new Reply.Unreachable<>("provider_router: no answer in time");
        } catch (ExecutionException e) {
            return new Reply.Unreachable<>("provider_router: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply.Unreachable<>("interrupted");
        }
    }

    private void askNow(RouteRequest question, CompletableFuture<Reply<RouteReply>> answer) {
        // Taken before asking: what changes meanwhile makes the answer old at once.
        long connection = watch.current().connection();
        try {
            var reply = router.route(question);
            if (reply instanceof Reply.Answer<RouteReply>(var body)) {
                kept.put(question, new KeptAnswers.Kept(body, connection, ticker.nanos()));
            }
            note(!(reply instanceof Reply.Unreachable<RouteReply>), connection);
            asking.remove(question, answer);
            answer.complete(reply);
        } catch (RuntimeException e) {
            asking.remove(question, answer);
            answer.completeExceptionally(e);
        }
    }

    private void note(boolean answered, long connection) {
        long now = ticker.nanos();
        if (answered) {
            lastAnswer = now;
        } else {
            lastSilence = now;
            silentConnection = connection;
        }
        away = !answered;
    }
}
