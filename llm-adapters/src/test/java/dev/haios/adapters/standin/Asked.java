package dev.haios.adapters.standin;

import com.sun.net.httpserver.HttpExchange;
import dev.haios.contracts.schema.Wire;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A request as it reached the provider. */
public record Asked(HttpExchange exchange, JsonNode body) {

    static Asked of(HttpExchange exchange) throws IOException {
        return new Asked(
                exchange, Wire.lenient().readTree(exchange.getRequestBody().readAllBytes()));
    }

    public String path() {
        return exchange.getRequestURI().getPath();
    }

    String query() {
        return String.valueOf(exchange.getRequestURI().getQuery());
    }

    @Nullable String header(String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    /** A member that is not one of these, if there is one. */
    static @Nullable String stranger(JsonNode object, Set<String> known) {
        var strangers = new TreeSet<>(object.propertyNames());
        strangers.removeAll(known);
        return strangers.isEmpty() ? null : strangers.first();
    }
}
