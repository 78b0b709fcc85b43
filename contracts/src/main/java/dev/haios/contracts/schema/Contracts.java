package dev.haios.contracts.schema;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.PathType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * All schemas of HAIOS and the check of a body against one of them. A schema is compiled when it is
 * first used; after that a check of a small body takes microseconds. Safe for use by many threads.
 */
public final class Contracts {

    private static final String BASE = "https://haios.dev/contracts/";
    private static final String SUFFIX = ".schema.json";

    // A jar cannot list its own entries wherever it is nested, so the schemas are named here.
    private static final Set<String> NAMES =
            Collections.unmodifiableSet(
                    new TreeSet<>(
                            List.of(
                                    "agent_config",
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
                                    "service_registration")));

    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();
    private final SchemaRegistry registry;

    private Contracts() {
        registry =
                SchemaRegistry.withDialect(
                        Dialects.getDraft202012(),
                        builder ->
                                builder.schemas(Contracts::textOf)
                                        .schemaRegistryConfig(
                                                SchemaRegistryConfig.builder()
                                                        .formatAssertionsEnabled(true)
                                                        .pathType(PathType.JSON_POINTER)
                                                        .build()));
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
     * What is wrong with a body, sorted by pointer; empty if it fulfils the contract. The wording
     * is stable.
     *
     * @throws IllegalArgumentException if there is no schema of that name
     */
    public List<Violation> violations(String name, JsonNode body) {
        return compiled(name).validate(body).stream()
                .map(Violations::of)
                .distinct()
                .sorted()
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
        String text = textOf(BASE + name + SUFFIX);
        if (text == null) {
            throw new IllegalStateException("the schema of " + name + " was not packed");
        }
        return text;
    }

    /**
     * A schema as a tree.
     *
     * @throws IllegalArgumentException if there is no schema of that name
     */
    public JsonNode schema(String name) {
        return Wire.lenient().readTree(source(name));
    }

    private Schema compiled(String name) {
        Schema known = compiled.get(name);
        return known != null ? known : compiled.computeIfAbsent(name, this::compile);
    }

    private Schema compile(String name) {
        return registry.getSchema(SchemaLocation.of(BASE + name + SUFFIX), schema(name));
    }

    /** Resolves an id to the text beside this class, never to the network. */
    private static @Nullable String textOf(String id) {
        if (!id.startsWith(BASE)) {
            return null;
        }
        String resource = "/contracts/" + id.substring(BASE.length());
        try (InputStream in = Contracts.class.getResourceAsStream(resource)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read " + resource, broken);
        }
    }
}
