package dev.haios.kit.events;

import dev.haios.contracts.schema.RawJson;
import dev.haios.kit.http.Backoff;
import dev.haios.kit.peers.EventStreamClient;
import dev.haios.kit.peers.Reply.Answer;
import dev.haios.kit.peers.Reply.Refused;
import dev.haios.kit.peers.Reply.Unreachable;
import dev.haios.kit.store.Store;
import dev.haios.kit.store.StoreOverloadedException;
import dev.haios.kit.store.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers one source's entries to the event stream, in order, at least once: the cursor moves only
 * after the stream has stored them, and the stream skips ids it knows, so a crash in between shows
 * as nothing.
 */
final class OutboxRelay {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);

    /** How often an idle source is looked at even if nobody said that it has something. */
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final OutboxSource source;
    private final OutboxCursors cursors;
    private final Store store;
    private final EventStreamClient stream;
    private final Bell bell;
    private final int batchSize;
    private final Duration linger;
    private final Backoff backoff;
    private boolean away;

    OutboxRelay(
            OutboxSource source,
            OutboxCursors cursors,
            Store store,
            EventStreamClient stream,
            Bell bell,
            EventSettings settings) {
        this.source = source;
        this.cursors = cursors;
        this.store = store;
        this.stream = stream;
        this.bell = bell;
        this.batchSize = settings.batchSize();
        this.linger = settings.linger();
        this.backoff = new Backoff(settings.maxBackoff());
    }

    /** Runs until the bell is closed. */
    void run() {
        long rung = bell.count();
        long position = -1;
        while (!bell.isClosed()) {
            try {
                position =
                        position < 0 ? store.read(() -> cursors.position(source.name())) : position;
                var entries = behind(position);
                if (entries.isEmpty()) {
                    rung = bell.await(rung, IDLE);
                } else {
                    deliver(entries);
                    position = entries.getLast().position();
                }
                if (entries.size() < batchSize) {
                    bell.pause(linger);
                }
            } catch (StoreUnavailableException | StoreOverloadedException | Away e) {
                note(String.valueOf(e.getMessage()));
                bell.pause(backoff.next());
            } catch (RuntimeException e) {
                // The outermost loop: a thread that ended here would deliver nothing ever again.
                fail(e);
                bell.pause(backoff.next());
            }
        }
    }

    /** Entries could not be delivered now; they stay where they are. */
    private static final class Away extends RuntimeException {
        Away(String reason) {
            super(reason, null, false, false);
        }
    }

    private List<OutboxSource.Entry> behind(long position) {
        return store.read(() -> source.after(position, batchSize));
    }

    private void deliver(List<OutboxSource.Entry> entries) {
        switch (stream.publish(events(entries))) {
            case Answer<?> answer -> reach(entries.getLast().position());
            case Refused<?> refused -> deliverSingly(entries);
            case Unreachable<?>(var reason) -> throw new Away(reason);
        }
        backoff.reset();
        if (away) {
            LOG.info("events of {} are delivered again", source.name());
            away = false;
        }
    }

    /** One bad event must not hold back its neighbours: it alone is parked. */
    private void deliverSingly(List<OutboxSource.Entry> entries) {
        for (var entry : entries) {
            switch (stream.publish(List.of(entry.event()))) {
                case Answer<?> answer -> reach(entry.position());
                case Unreachable<?>(var reason) -> throw new Away(reason);
                case Refused<?>(var problem) -> {
                    var reason = problem.status() + " " + problem.detail();
                    if (problem.status() == 401 || problem.status() == 403) {
                        throw new Away(reason);
                    }
                    LOG.error("event {} of {} parked: {}", entry.position(), source.name(), reason);
                    store.write(() -> {
                        cursors.park(source.name(), entry.position(), entry.event(), reason);
                        return move(entry.position());
                    });
                }
            }
        }
    }

    private void reach(long position) {
        store.write(() -> move(position));
    }

    private long move(long position) {
        cursors.move(source.name(), position);
        source.delivered(position);
        return position;
    }

    private void note(String reason) {
        if (!away) {
            LOG.warn("events of {} wait, trying again: {}", source.name(), reason);
        }
        away = true;
    }

    private void fail(RuntimeException e) {
        if (!away) {
            LOG.error("events of {} are not delivered, trying again", source.name(), e);
        }
        away = true;
    }

    private static List<RawJson> events(List<OutboxSource.Entry> entries) {
        return entries.stream().map(OutboxSource.Entry::event).toList();
    }
}
