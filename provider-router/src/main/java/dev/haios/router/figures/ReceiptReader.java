package dev.haios.router.figures;

import dev.haios.contracts.receipt.AttemptOutcome;
import dev.haios.contracts.schema.Wire;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

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
            attempts(json).forEach(this::enter);
        } catch (JacksonException | IllegalArgumentException e) {
            // One bad event must not end the stream for the good ones behind it.
            unreadable.increment();
        }
    }

    /** That member alone; there is one such event for every call. */
    private static JsonNode attempts(String json) {
        try (var parser = Wire.lenient().createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                if (name.equals("attempts")) {
                    return parser.readValueAsTree();
                }
                parser.skipChildren();
            }
            return MissingNode.getInstance();
        }
    }

    private void enter(JsonNode attempt) {
        var id = attempt.path("service_id").asString("");
        var word = attempt.path("outcome").asString("");
        if (id.isEmpty() || word.isEmpty()) {
            unreadable.increment();
            return;
        }
        double ms = attempt.path("ms").asDouble(0);
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
