package dev.haios.registry.changes;

import dev.haios.contracts.registry.RegistryChange;
import dev.haios.contracts.schema.Wire;
import dev.haios.kit.web.SseAudience;
import dev.haios.kit.web.SseStream;
import dev.haios.kit.web.SseStream.Frame;
import dev.haios.registry.catalog.Catalog;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What watchers hear, in revision order. The last changes stay in memory, so that a watcher who has
 * caught up with the log joins at exactly the revision it has reached: the frames it lacks are
 * queued for it under the same lock under which new ones are told.
 */
@Component
class ChangeFeed {

    private final SseAudience audience;
    private final WatchSettings settings;
    private final Object lock = new Object();
    private final Deque<Recent> recent = new ArrayDeque<>();
    private final Map<SseStream, Long> watchers = new HashMap<>();
    private long revision;

    ChangeFeed(SseAudience audience, WatchSettings settings, Catalog catalog) {
        this.audience = audience;
        this.settings = settings;
        revision = catalog.revision();
    }

    /** A change that watchers may still want; its text is written when the first one does. */
    private static final class Recent {
        private final RegistryChange change;
        private @Nullable Frame frame;

        Recent(RegistryChange change) {
            this.change = change;
        }

        /** Behind every other when it has no number and is only for those who listen now. */
        long revision() {
            var numbered = change.revision();
            return numbered == null ? Long.MAX_VALUE : numbered;
        }

        /** Called under the lock. */
        Frame frame() {
            var written = frame;
            if (written == null) {
                written = ChangeFeed.frame(change);
                frame = written;
            }
            return written;
        }
    }

    /**
     * A watcher that has joined.
     *
     * @param revision it will hear everything behind
     */
    record Joined(SseStream stream, long revision) {}

    static Frame frame(RegistryChange change) {
        var revision = change.revision();
        return new Frame(
                revision == null ? null : Long.toString(revision),
                Wire.word(change.kind()),
                Wire.mapper().writeValueAsString(change));
    }

    long revision() {
        synchronized (lock) {
            return revision;
        }
    }

    int watchers() {
        synchronized (lock) {
            return watchers.size();
        }
    }

    /** Tells a change that was committed; called in revision order. */
    void publish(RegistryChange change) {
        var told = new Recent(change);
        synchronized (lock) {
            if (change.revision() != null) {
                revision = told.revision();
                recent.addLast(told);
                if (recent.size() > settings.recent()) {
                    recent.removeFirst();
                }
            }
            // The log shows a commit a moment before it is told here: who read it there has it.
            watchers.entrySet()
                    .removeIf(watcher ->
                            told.revision() > watcher.getValue()
                                    && !watcher.getKey().offer(told.frame()));
        }
    }

    /**
     * Joins a watcher that has heard everything up to a revision.
     *
     * @return null when it has to read the log first: more has happened than memory holds
     */
    @Nullable Joined join(long heard) {
        synchronized (lock) {
            long oldest = recent.isEmpty() ? revision + 1 : recent.getFirst().revision();
            if (heard < oldest - 1) {
                return null;
            }
            var stream = audience.join(settings.queue());
            recent.stream()
                    .filter(change -> change.revision() > heard)
                    .forEach(change -> stream.offer(change.frame()));
            watchers.put(stream, heard);
            return new Joined(stream, heard);
        }
    }

    /** Joins a watcher that wants to hear only what comes. */
    Joined joinNow() {
        synchronized (lock) {
            var stream = audience.join(settings.queue());
            watchers.put(stream, revision);
            return new Joined(stream, revision);
        }
    }

    void leave(SseStream stream) {
        audience.leave(stream);
        synchronized (lock) {
            watchers.remove(stream);
        }
    }
}
