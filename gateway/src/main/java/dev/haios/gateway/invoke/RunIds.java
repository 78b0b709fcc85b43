package dev.haios.gateway.invoke;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** Makes run ids from the time, {@code gw-2025-11-06-10-30-00-123456}; no two alike. */
@Component
class RunIds {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("'gw'-yyyy-MM-dd-HH-mm-ss-SSSSSS").withZone(ZoneOffset.UTC);

    private final Clock clock;
    private final AtomicLong lastMicros = new AtomicLong();

    RunIds(Clock clock) {
        this.clock = clock;
    }

    /** Calls within one microsecond get the next ones. */
    String next() {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        long micros = lastMicros.updateAndGet(last -> Math.max(last + 1, now));
        return FORMAT.format(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }
}
