package dev.haios.gateway.invoke;

import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Makes receipt ids: UUIDs of version 7, which begin with the time. Indexes over them, here and in
 * the event log, so grow at their end, where random ids would change a page for every receipt.
 */
@Component
class ReceiptIds {

    private static final long RANDOM = 0x0fff;
    private static final long VERSION = 0x7000;

    private final Clock clock;

    ReceiptIds(Clock clock) {
        this.clock = clock;
    }

    String next() {
        var random = UUID.randomUUID();
        long begin = clock.millis() << 16 | VERSION | (random.getMostSignificantBits() & RANDOM);
        return new UUID(begin, random.getLeastSignificantBits()).toString();
    }
}
