package dev.haios.events.dayfile;

import dev.haios.events.fanout.Delivery.Closed;
import dev.haios.events.fanout.Delivery.Events;
import dev.haios.events.fanout.Delivery.Gap;
import dev.haios.events.fanout.Delivery.Quiet;
import dev.haios.events.fanout.Delivery.Woken;
import dev.haios.events.fanout.Frame;
import dev.haios.events.fanout.Hub;
import dev.haios.events.fanout.Subscriber;
import dev.haios.events.fanout.Transport;
import dev.haios.events.log.Filter;
import dev.haios.events.log.LogSettings;
import dev.haios.kit.home.HaiosHome;
import dev.haios.kit.retention.RetentionClock;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Writes the day files, as a listener that may fall behind but never loses anything: where it
 * stands is what the files themselves hold. Files are not synced; after a crash of the machine the
 * store has what they lack.
 */
@Component
final class DayFileWriter implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DayFileWriter.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Hub hub;
    private final DayFolder folder;
    private final LogSettings settings;
    private final Clock clock;
    private final RetentionClock retention;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable LocalDate prunedOn;
    private volatile @Nullable Thread thread;
    private volatile @Nullable Subscriber subscriber;
    private volatile @Nullable String trouble;

    DayFileWriter(
            Hub hub,
            HaiosHome home,
            DayFileSettings files,
            LogSettings settings,
            Clock clock,
            RetentionClock retention) {
        this.hub = hub;
        this.folder = new DayFolder(home.artifact(files.folder()));
        this.settings = settings;
        this.clock = clock;
        this.retention = retention;
    }

    /** Why files lag behind, for a person; null when they do not. */
    @Nullable String trouble() {
        return trouble;
    }

    @Override
    public void start() {
        // Platform, not virtual: file calls would pin the carrier under everybody else.
        thread = Thread.ofPlatform().daemon().name("day-files").start(this::run);
    }

    private void run() {
        boolean again = true;
        while (again) {
            try (var joined = hub.join(Transport.DAY_FILE)) {
                subscriber = joined;
                joined.listen(Filter.ALL, folder.recover(hub.epoch()));
                write(joined);
                return;
            } catch (IOException | DataAccessException e) {
                if (trouble == null) {
                    LOG.warn("day files lag behind until they can be written again", e);
                }
                trouble = "day files cannot be written: " + e.getMessage();
                again = pause();
            }
        }
    }

    private void write(Subscriber joined) throws IOException {
        while (true) {
            switch (joined.next(PATIENCE)) {
                case Events(var frames) -> append(frames);
                case Gap gap -> LOG.info("day files lack {} expired events", gap.lost());
                case Quiet() -> pruneDaily();
                case Woken() -> {
                    // Looks below whether to stop.
                }
                case Closed() -> {
                    return;
                }
            }
            if (stopping.getCount() == 0 && joined.cursor() >= hub.lastSeq()) {
                return;
            }
        }
    }

    private void append(List<Frame> frames) throws IOException {
        var days = new TreeMap<LocalDate, List<String>>();
        for (var frame : frames) {
            days.computeIfAbsent(day(frame), day -> new ArrayList<>()).add(frame.event().json());
        }
        for (var day : days.entrySet()) {
            folder.append(day.getKey(), day.getValue());
        }
        hub.written(Transport.DAY_FILE, frames.getFirst());
        if (trouble != null) {
            LOG.info("day files are written again");
            trouble = null;
        }
        pruneDaily();
    }

    private static LocalDate day(Frame frame) {
        return LocalDate.ofInstant(
                Instant.ofEpochMilli(frame.event().storedAtMs()), ZoneOffset.UTC);
    }

    private void pruneDaily() throws IOException {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (!today.equals(prunedOn)) {
            folder.prune(
                    LocalDate.ofInstant(
                            retention.now().minus(settings.retention()), ZoneOffset.UTC));
            prunedOn = today;
        }
    }

    /** Whether to try again. */
    private boolean pause() {
        try {
            return !stopping.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Writes what is left, which publishers were answered for already. */
    @Override
    public void stop() {
        stopping.countDown();
        var joined = subscriber;
        if (joined != null) {
            joined.wake();
        }
        var writing = thread;
        try {
            if (writing != null && !writing.join(PATIENCE)) {
                LOG.warn("day files are completed at the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
