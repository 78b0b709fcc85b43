package dev.haios.router.figures;

import dev.haios.contracts.event.Event;
import dev.haios.contracts.receipt.AttemptOutcome;
import dev.haios.contracts.schema.Wire;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Takes the attempts out of {@code routing_receipt} events and enters them into the book. */
@Component
final class ReceiptReader {

    private final FigureBook book;
    private final Counter attempts;
    private final Counter unreadable;

    ReceiptReader(FigureBook book, MeterRegistry meters) {
        this.book = book;
        attempts =
                Counter.builder("haios_router_attempts_seen_total")
                        .description("Attempts taken from receipts")
                        .register(meters);
        unreadable =
                Counter.builder("haios_router_receipts_unreadable_total")
                        .description("Receipt events that could not be understood")
                        .register(meters);
    }

    /** Enters one event; one that is not a receipt is counted and passed over. */
    void read(String json) {
        try {
            var fields = Wire.lenient().readValue(json, Event.class).flat().fields();
            var listed = fields.get("attempts");
            for (var attempt : listed instanceof Collection<?> many ? many : List.of()) {
                enter(attempt);
            }
        } catch (JacksonException | IllegalArgumentException e) {
            // One bad event must not end the stream for the good ones behind it.
            unreadable.increment();
        }
    }

    private void enter(Object attempt) {
        if (!(attempt instanceof Map<?, ?> fields)
                || !(fields.get("service_id") instanceof String id)
                || !(fields.get("outcome") instanceof String word)) {
            unreadable.increment();
            return;
        }
        double ms = fields.get("ms") instanceof Number number ? number.doubleValue() : 0;
        attempts.increment();
        Wire.constant(AttemptOutcome.class, word)
                .ifPresent(outcome -> {
                    switch (outcome) {
                        case OK -> book.succeeded(id, ms);
                        case TIMEOUT -> book.timedOut(id, ms);
                        case CONNECT_FAILED, UPSTREAM_ERROR, BAD_REPLY, CIRCUIT_OPEN ->
                                book.failed(id);
                        // The service did what it should; there was too much or wrong work.
                        case RATE_LIMITED, REFUSED, OVERLOADED, CANCELLED -> {}
                    }
                });
    }
}
