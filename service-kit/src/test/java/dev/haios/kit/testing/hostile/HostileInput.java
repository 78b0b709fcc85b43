package dev.haios.kit.testing.hostile;

import dev.haios.kit.testing.Http;
import dev.haios.kit.testing.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Sends each endpoint of a running service that takes a body a thousand generated ones. Which
 * endpoints there are, and what they take, the service says itself in its {@code /openapi.json}.
 *
 * <p>Each must be answered without a failure, in the right form, with its spot named, and nothing
 * that is refused may change a row of the store. {@code -Dhaios.hostile.seed=n} and {@code
 * -Dhaios.hostile.bodies=n} repeat or widen a run.
 */
public final class HostileInput {

    private static final Logger LOG = LoggerFactory.getLogger(HostileInput.class);

    private static final long SEED = Long.getLong("haios.hostile.seed", 1);
    private static final int BODIES =
            Integer.getInteger(
                    "haios.hostile.bodies", Boolean.getBoolean("haios.long") ? 10_000 : 1_000);
    private static final int MOST_FAILURES_TOLD = 12;

    private final URI service;
    private final Path home;
    private final Map<String, List<String>> known = new HashMap<>();
    private final Map<String, JsonNode> schemas = new HashMap<>();
    private final Set<String> without = new HashSet<>();
    private final Set<String> openAi = new HashSet<>();
    private final Set<String> bodyless = new HashSet<>();
    private String authorization = "";
    private boolean storeless;
    private Runnable beforeEach = () -> {};

    /**
     * @param home of the running service, with its stores
     */
    public HostileInput(URI service, Path home) {
        this.service = service;
        this.home = home;
    }

    /** Values for members or path variables of this name, so that bodies can mean something. */
    public HostileInput knowing(String name, String... values) {
        known.put(name, List.of(values));
        return this;
    }

    /** Never makes this member in a valid body. */
    public HostileInput without(String name) {
        without.add(name);
        return this;
    }

    /** An endpoint that speaks OpenAI's language and publishes no schema of its own. */
    public HostileInput openAi(String path, JsonNode schema) {
        schemas.put(path, schema);
        openAi.add(path);
        return this;
    }

    /** An endpoint that changes things, but reads no body. */
    public HostileInput bodyless(String path) {
        bodyless.add(path);
        return this;
    }

    /** Shows this token with every request, for endpoints that ask for one. */
    public HostileInput showing(String token) {
        authorization = "Authorization: Bearer " + token + "\r\n";
        return this;
    }

    /** A service that keeps nothing has nothing that could change. */
    public HostileInput storeless() {
        storeless = true;
        return this;
    }

    /** Puts back before each endpoint what an accepted body may have taken away. */
    public HostileInput beforeEach(Runnable action) {
        beforeEach = action;
        return this;
    }

    /**
     * What one endpoint did.
     *
     * @param accepted bodies that were valid after all
     */
    public record Tally(String endpoint, int sent, int accepted, int refused) {}

    /** Attacks all of them; fails with what went wrong and how to repeat it. */
    public List<Tally> attack() throws IOException, SQLException {
        var tallies = new ArrayList<Tally>();
        var failures = new ArrayList<String>();
        var document = new Http(service).get("/openapi.json").json();
        var paths = document.path("paths");
        for (var path : paths.propertyNames()) {
            for (var method : paths.get(path).propertyNames()) {
                var body = paths.get(path).get(method).path("requestBody");
                if (!body.isMissingNode()) {
                    var schema = schema(document, path, body);
                    tallies.add(attack(method.toUpperCase(Locale.ROOT), path, schema, failures));
                } else if (!method.equals("get") && !bodyless.contains(path)) {
                    throw new AssertionError(
                            method + " " + path + " says nothing of the body it takes");
                }
            }
        }
        if (!failures.isEmpty()) {
            throw new AssertionError(String.join("\n", failures));
        }
        return tallies;
    }

    private JsonNode schema(JsonNode document, String path, JsonNode body) {
        var published = body.path("content").path("application/json").path("schema");
        var ref = published.path("$ref").asString("");
        var schema = ref.isEmpty() ? published : document.at(ref.substring(1));
        var chosen = schemas.getOrDefault(path, schema);
        if (chosen.path("properties").isEmpty()) {
            throw new AssertionError(path + " takes a body, but no schema says what: " + chosen);
        }
        return chosen;
    }

    private Tally attack(String method, String path, JsonNode schema, List<String> told)
            throws IOException, SQLException {
        var random = new Random(SEED ^ (method + path).hashCode());
        var bodies =
                new HostileBodies(
                        schema, random, known, without, openAi.contains(path) ? 20 << 20 : 1 << 20);
        var failures = new ArrayList<String>();
        int accepted = 0;
        int refused = 0;
        beforeEach.run();
        try (var rows = new StoreWatch(home);
                var line = new Line()) {
            if (rows.watchesNothing() != storeless) {
                throw new AssertionError("storeless or not? Looked below " + home);
            }
            for (int i = 0; i < BODIES; i++) {
                var body = bodies.next(i);
                var answer = line.exchange(method, fill(path, random), body);
                var flaw = Judge.of(body, answer, openAi.contains(path));
                if (flaw.isPresent()) {
                    failures.add(
                            "#"
                                    + i
                                    + " "
                                    + body.what()
                                    + " "
                                    + flaw.get()
                                    + "\n   sent: "
                                    + body.excerpt());
                }
                var changes = rows.changes();
                if (Judge.refusedAtTheDoor(answer) && !changes.isEmpty()) {
                    failures.add(
                            "#"
                                    + i
                                    + " "
                                    + body.what()
                                    + " was refused, but changed "
                                    + changes
                                    + "\n   sent: "
                                    + body.excerpt());
                }
                accepted += answer.status() < 300 ? 1 : 0;
                refused += answer.status() >= 400 ? 1 : 0;
            }
        }
        var endpoint = method + " " + path;
        LOG.info(
                "{}: {} bodies, {} accepted, {} refused, seed {}",
                endpoint,
                BODIES,
                accepted,
                refused,
                SEED);
        if (!failures.isEmpty()) {
            told.add(told(endpoint, failures));
        }
        return new Tally(endpoint, BODIES, accepted, refused);
    }

    private static String told(String endpoint, List<String> failures) {
        var some = failures.subList(0, Math.min(MOST_FAILURES_TOLD, failures.size()));
        return "%s: %d of %d went wrong; repeat with -Dhaios.hostile.seed=%d -Dhaios.hostile.bodies=%d%n%s"
                .formatted(
                        endpoint, failures.size(), BODIES, SEED, BODIES, String.join("\n", some));
    }

    private String fill(String path, Random random) {
        var filled = path;
        for (var variable : known.entrySet()) {
            var values = variable.getValue();
            filled =
                    filled.replace(
                            "{" + variable.getKey() + "}",
                            values.get(random.nextInt(values.size())));
        }
        return filled.replaceAll("\\{\\w+}", "nobody");
    }

    /** One kept-alive connection, opened again when the service has closed it. */
    private final class Line implements AutoCloseable {

        private RawConnection connection = new RawConnection(service.getPort());

        Line() throws IOException {}

        Response exchange(String method, String path, HostileBody body) throws IOException {
            if (!connection.isOpen()) {
                connection.close();
                connection = new RawConnection(service.getPort());
            }
            return connection.exchange(request(method, path, body));
        }

        private byte[] request(String method, String path, HostileBody body) {
            var head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
            head.append(authorization);
            if (body.contentType() != null) {
                head.append("Content-Type: ").append(body.contentType()).append("\r\n");
            }
            if (body.encoding() != null) {
                head.append("Content-Encoding: ").append(body.encoding()).append("\r\n");
            }
            head.append("Content-Length: ").append(body.bytes().length).append("\r\n\r\n");
            var request = new ByteArrayOutputStream();
            request.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
            request.writeBytes(body.bytes());
            return request.toByteArray();
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
