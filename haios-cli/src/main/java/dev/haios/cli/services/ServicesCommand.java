package dev.haios.cli.services;

import dev.haios.cli.call.Query;
import dev.haios.cli.call.ServiceCalls;
import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.OutputOptions;
import dev.haios.cli.session.Session;
import dev.haios.cli.terminal.Table;
import dev.haios.contracts.schema.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code haios services}: what the registry knows. */
@Command(
        name = "services",
        header = "List who is registered and what they can do.",
        description = {
            "Without a filter every registered service is listed, also those that are down. With a"
                    + " filter only those that can take work now, unless --status asks for others."
        },
        footer = {
            "",
            "Examples:",
            "  haios services --cap classify",
            "  haios services --status down",
            "  haios services --watch",
            "",
            "Exit codes: 0 listed; 2 bad usage; 3 the registry cannot be reached."
        })
public final class ServicesCommand implements Callable<Integer> {

    private static final int PAGE = 500;

    private final Session session;

    @Mixin private OutputOptions output = new OutputOptions();

    @Option(names = "--type", paramLabel = "<type>", description = "model, tool or agent.")
    private @Nullable String type;

    @Option(
            names = "--role",
            paramLabel = "<role>",
            description = "production, staging, canary, experimental or coordinator.")
    private @Nullable String role;

    @Option(
            names = {"-c", "--cap"},
            paramLabel = "<cap>",
            description = "A capability it has; repeatable.")
    private List<String> caps = new ArrayList<>();

    @Option(names = "--status", paramLabel = "<status>", description = "ok, degraded or down.")
    private @Nullable String status;

    @Option(names = "--name", paramLabel = "<name>", description = "Its registered name.")
    private @Nullable String name;

    @Option(
            names = {"-w", "--watch"},
            description = "Then print each change as it happens, until Ctrl-C.")
    private boolean watch;

    public ServicesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (ServiceCalls calls = new ServiceCalls(session)) {
            ObjectNode list = list(calls);
            if (output.json()) {
                session.terminal().line(list.toString());
            } else {
                print(list);
            }
            if (watch) {
                long since = list.path("revision").asLong(0);
                new RegistryChanges(session, output.json()).follow(calls, since);
            }
            return ExitCode.OK;
        }
    }

    private ObjectNode list(ServiceCalls calls) {
        ArrayNode items = Wire.lenient().createArrayNode();
        String cursor = "";
        long revision = -1;
        do {
            JsonNode page = calls.get("registry", query(cursor)).orFail().json();
            page.path("items").forEach(items::add);
            // The first page's: what changed while the others were read is watched again, not
            // missed.
            revision = revision < 0 ? page.path("revision").asLong(0) : revision;
            cursor = page.path("next_cursor").asString("");
        } while (!cursor.isEmpty());
        ObjectNode list = Wire.lenient().createObjectNode();
        list.set("items", items);
        return list.put("count", items.size()).put("revision", revision);
    }

    private String query(String cursor) {
        boolean all = type == null && role == null && caps.isEmpty() && status == null;
        Query query =
                new Query(all && name == null ? "/services" : "/discover")
                        .and("type", type)
                        .and("role", role)
                        .and("status", status)
                        .and("name", name)
                        .and("limit", PAGE)
                        .and("cursor", cursor.isEmpty() ? null : cursor);
        caps.forEach(cap -> query.and("cap", cap));
        return query.toString();
    }

    private void print(ObjectNode list) {
        Table table = new Table("NAME", "TYPE", "ROLE", "STATUS", ">P95 MS", "URL", "CAPS");
        for (JsonNode item : list.path("items")) {
            List<String> can = new ArrayList<>();
            item.path("caps").forEach(cap -> can.add(cap.asString("")));
            table.row(
                    item.path("name").asString(""),
                    item.path("type").asString(""),
                    item.path("role").asString(""),
                    item.path("status").asString(""),
                    item.path("p95_ms").isNumber()
                            ? "%.1f".formatted(item.path("p95_ms").asDouble())
                            : "",
                    item.path("url").asString(""),
                    String.join(" ", can));
        }
        table.print(session.terminal(), "No service matches.");
    }
}
