package dev.haios.cli.services;

import dev.haios.cli.call.EventSource;
import dev.haios.cli.call.EventSource.ServerEvent;
import dev.haios.cli.call.ServiceCalls;
import dev.haios.cli.session.Session;
import dev.haios.cli.terminal.Terminal;
import dev.haios.contracts.schema.Wire;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Prints what changes in the registry, a line per change. */
final class RegistryChanges {

    private final Session session;
    private final boolean json;

    RegistryChanges(Session session, boolean json) {
        this.session = session;
        this.json = json;
    }

    /** Goes on until the registry closes the stream or nobody reads the output any more. */
    void follow(ServiceCalls calls, long since) {
        try (EventSource changes = calls.stream("registry", "/watch?since=" + since, Map.of())) {
            for (Optional<ServerEvent> change = changes.next();
                    change.isPresent() && !session.terminal().out().checkError();
                    change = changes.next()) {
                show(change.get());
            }
        }
        session.terminal().note("haios: the registry closed the stream");
    }

    private void show(ServerEvent change) {
        switch (change.type()) {
            case "hello" -> {
                // Where the stream begins; nothing has changed.
            }
            case "reset" ->
                    session.terminal()
                            .note("haios: some changes were missed; run it again for the list");
            default -> showChange(change.data());
        }
    }

    private void showChange(String data) {
        JsonNode change = Wire.lenient().readTree(data);
        String kind = change.path("kind").asString("");
        // Load figures arrive every second and would drown what changed.
        if (kind.equals("load")) {
            return;
        }
        JsonNode service = change.path("service");
        String line =
                "%s  %s  %s  %s %s"
                        .formatted(
                                Terminal.time(change.path("ts").asString("")),
                                kind,
                                service.path("name").asString(""),
                                service.path("role").asString(""),
                                service.path("status").asString(""));
        session.terminal().line(json ? data : Terminal.oneLine(line));
    }
}
