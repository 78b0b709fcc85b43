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

    private record Recent(long revision, Frame frame) {}

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
        var frame = frame(change);
        synchronized (lock) {
            Long numbered = change.revision();
            if (numbered != null) {
                revision = numbered;
                recent.addLast(new Recent(numbered, frame));
                if (recent.size() > settings.recent()) {
                    recent.removeFirst();
                }
            }
            // The log shows a commit a moment before it is told here: who read it there has it.
            watchers.entrySet()
                    .removeIf(watcher ->
                            (numbered == null || numbered > watcher.getValue())
                                    && !watcher.getKey().offer(frame));
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
