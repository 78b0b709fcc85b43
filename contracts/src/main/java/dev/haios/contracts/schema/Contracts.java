package dev.haios.contracts.schema;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.PathType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * All schemas of HAIOS and the check of a body against one of them. A schema is compiled when it is
 * first used; after that a check of a small body takes microseconds. Safe for use by many threads.
 */
public final class Contracts {

    // A jar cannot list its own entries wherever it is nested, so the schemas are named here.
    private static final Set<String> NAMES =
            Collections.unmodifiableSet(
                    new TreeSet<>(
                            List.of(
                                    "agent_config",
                                    "budget_limit",
                                    "classify_domain_request",
                                    "deregistration",
                                    "desired_state_change",
                                    "event",
                                    "event_batch",
                                    "eviction",
                                    "health",
                                    "heartbeat_alert",
                                    "heartbeat_batch",
                                    "invoke_request",
                                    "job_card",
                                    "problem",
                                    "promotion",
                                    "providers_matrix",
                                    "resource_request",
                                    "route_request",
                                    "routing_receipt",
                                    "service_discovery_query",
                                    "service_heartbeat",
                                    "service_registration",
                                    "upstream_request")));

    // Enough to mend any honest mistake; a hostile body could produce one per byte.
    private static final int MAX_VIOLATIONS = 100;

    private final Map<String, Compiled> compiled = new ConcurrentHashMap<>();
    private final SchemaRegistry registry;

    private Contracts() {
        Dialect dialect =
                Dialect.builder(Dialects.getDraft202012())
                        .keyword(StrictType.keyword())
                        .keyword(StrictLimit.minimum())
                        .keyword(StrictLimit.maximum())
                        .build();
        SchemaRegistryConfig config =
                SchemaRegistryConfig.builder()
                        .formatAssertionsEnabled(true)
                        .pathType(PathType.JSON_POINTER)
                        .build();
        registry =
                SchemaRegistry.withDialect(
                        dialect, builder -> builder.schemaRegistryConfig(config));
    }

    /** The schemas packed with this class. */
    public static Contracts load() {
        return new Contracts();
    }

    /** The names of all schemas, in alphabetical order. */
    public Set<String> names() {
        return NAMES;
    }

    /**
     * What is wrong with a body, sorted by pointer, at most 100; empty if it fulfils the contract.
     * The wording is stable.
     *
     * @throws IllegalArgumentException if there is no schema of that name
     */
    public List<Violation> violations(String name, JsonNode body) {
        Compiled contract = compiled(name);
        List<Error> errors = contract.schema.validate(body);
        if (errors.isEmpty()) {
            return List.of();
        }
        return errors.stream()
                .map(contract.violations::of)
                .distinct()
                .sorted()
                .limit(MAX_VIOLATIONS)
                .toList();
    }

    /**
     * The text of a schema.
     *
     * @throws IllegalArgumentException if there is no schema of that name
     */
    public String source(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("no contract is called " + name);
        }
        String resource = "/contracts/" + name + ".schema.json";
        try (InputStream in = Contracts.class.getResourceAsStream(resource)) {
            return new String(
                    Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read " + resource, broken);
        }
    }

    /**
     * A schema as a tree.
     *
     * @throws IllegalArgumentException if there is no schema of that name
     */
    public JsonNode schema(String name) {
        return Wire.lenient().readTree(source(name));
    }

    private Compiled compiled(String name) {
        Compiled known = compiled.get(name);
        return known != null ? known : compiled.computeIfAbsent(name, this::compile);
    }

    private Compiled compile(String name) {
        JsonNode tree = schema(name);
        SchemaLocation location = SchemaLocation.of(tree.path("$id").asString());
        return new Compiled(registry.getSchema(location, tree), new Violations(tree));
    }

    private record Compiled(Schema schema, Violations violations) {}
}
