package dev.haios.events.fanout;

import dev.haios.events.Problems;
import dev.haios.events.fanout.Tail.Slice;
import dev.haios.events.log.EventLog;
import dev.haios.events.log.Filter;
import dev.haios.events.log.StoredEvent;
import dev.haios.kit.time.Ticker;
import dev.haios.kit.web.ProblemException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Where listeners meet the log: puts new events into the tail and wakes who waits for them. */
@Component
public final class Hub implements SmartLifecycle {

    private final EventLog log;
    private final FanoutSettings settings;
    private final Ticker ticker;
    private final HubMeters meters;
    private final Tail tail;
    private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
    private final Object joining = new Object();
    private final AtomicLong refused = new AtomicLong();
    private volatile boolean running;
    private volatile boolean stopping;

    Hub(EventLog log, FanoutSettings settings, Ticker ticker, HubMeters meters) {
        this.log = log;
        this.settings = settings;
        this.ticker = ticker;
        this.meters = meters;
        this.tail = new Tail(settings.tailEvents(), settings.tailBytes().toBytes(), log.lastSeq());
        log.follow(this::publish);
        meters.watch(this);
    }

    private void publish(List<StoredEvent> stored) {
        long now = ticker.nanos();
        stored.forEach(event -> tail.add(new Frame(event, log.epoch(), now)));
        subscribers.forEach(Subscriber::unpark);
    }

    /**
     * A new listener, to nothing yet; close it when it has gone.
     *
     * @throws dev.haios.kit.web.ProblemException when there are too many clients
     */
    public Subscriber join(Transport transport) {
        var subscriber = new Subscriber(this, transport);
        synchronized (joining) {
            // One after the other: two that looked together would both take the last place.
            if (transport.isClient() && isFull()) {
                throw full();
            }
            subscribers.add(subscriber);
        }
        if (stopping && transport.isClient()) {
            subscriber.close();
        }
        return subscriber;
    }

    /** Whether there is no place for another client. */
    public boolean isFull() {
        return clients() >= settings.maxClients();
    }

    /** What a client without a place is told. */
    public ProblemException full() {
        refused.incrementAndGet();
        return Problems.tooManyClients(settings.maxClients());
    }

    long refused() {
        return refused.get();
    }

    void leave(Subscriber subscriber) {
        subscribers.remove(subscriber);
    }

    /** Clients connected now. */
    public int clients() {
        return (int) subscribers.stream().filter(each -> each.transport().isClient()).count();
    }

    int connected(Transport transport) {
        return (int) subscribers.stream().filter(each -> each.transport() == transport).count();
    }

    /** Events the slowest listener of this kind has not looked at. */
    long mostBehind(Transport transport) {
        return subscribers.stream()
                .filter(each -> each.transport() == transport)
                .mapToLong(Subscriber::behind)
                .max()
                .orElse(0);
    }

    /** Events kept in memory for listeners. */
    public int buffered() {
        return tail.size();
    }

    /** Records how long an event took from being stored to being written to a listener. */
    public void written(Transport transport, Frame oldest) {
        meters.written(transport, ticker.nanos() - oldest.arrivedNanos());
    }

    public FanoutSettings settings() {
        return settings;
    }

    public long epoch() {
        return log.epoch();
    }

    /** The newest event that listeners can have. */
    public long lastSeq() {
        return tail.lastSeq();
    }

    long oldestSeq() {
        return log.oldestSeq();
    }

    long nanos() {
        return ticker.nanos();
    }

    Tail tail() {
        return tail;
    }

    long count(long from, long to, Filter filter) {
        return log.count(from, to, filter);
    }

    void counted(Transport transport, long lost) {
        meters.gap(transport, lost);
    }

    /** A page of the log; its frames arrived long ago, which is nobody's delay. */
    Slice page(long after, Filter filter) {
        var page =
                log.after(
                        after,
                        Long.MAX_VALUE,
                        filter,
                        settings.batchEvents(),
                        Tail.MAX_SLICE_WEIGHT);
        long now = ticker.nanos();
        var frames =
                page.events().stream().map(event -> new Frame(event, log.epoch(), now)).toList();
        return new Slice(frames, page.through());
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        stopping = true;
        subscribers.stream().filter(each -> each.transport().isClient()).forEach(Subscriber::close);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server begins to wait for its requests to end: streams never would. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
