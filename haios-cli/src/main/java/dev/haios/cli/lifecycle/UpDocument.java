package dev.haios.cli.lifecycle;

import dev.haios.cli.call.Reply;
import dev.haios.cli.fleet.ServiceSpec;
import dev.haios.cli.training.StartCaches;
import dev.haios.contracts.schema.Wire;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What {@code haios up --json} prints. */
final class UpDocument {

    private UpDocument() {}

    static ObjectNode of(StartResult result, Optional<Reply> firstCall, StartCaches caches) {
        ObjectNode document = Wire.mapper().createObjectNode();
        document.put("up", result.allUp()).putArray("services");
        result.outcomes()
                .forEach((service, outcome) ->
                        describe(document.withArray("services").addObject(), service, outcome));
        document.set("start_caches", caches.document());
        firstCall.ifPresent(reply -> {
            document.put("invocation_status", reply.status());
            document.set("invocation", reply.json());
        });
        return document;
    }

    private static void describe(ObjectNode row, ServiceSpec service, StartOutcome outcome) {
        row.put("name", service.name()).put("port", service.port());
        switch (outcome) {
            case StartOutcome.AlreadyUp up ->
                    row.put("state", "already_up")
                            .put("health", up.health())
                            .put("pid", up.pid())
                            .put("outdated", up.outdated());
            case StartOutcome.Started up ->
                    row.put("state", "started")
                            .put("health", up.health())
                            .put("pid", up.pid())
                            .put("seconds", up.seconds());
            case StartOutcome.Failed failed ->
                    row.put("state", "failed").put("reason", failed.reason());
        }
    }
}
