package dev.haios.registry.heartbeat;

import dev.haios.contracts.heartbeat.HeartbeatBatch;
import dev.haios.contracts.heartbeat.HeartbeatBatchReply;
import dev.haios.contracts.heartbeat.HeartbeatBatchReply.Item;
import dev.haios.contracts.heartbeat.HeartbeatReply;
import dev.haios.contracts.heartbeat.ServiceHeartbeat;
import dev.haios.kit.access.Requires;
import dev.haios.kit.access.Role;
import dev.haios.registry.problem.Problems;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class HeartbeatController {

    private final Listener listener;
    private final HeartbeatEvents events;
    private final Counter heard;

    HeartbeatController(Listener listener, HeartbeatEvents events, MeterRegistry meters) {
        this.listener = listener;
        this.events = events;
        heard =
                Counter.builder("haios_registry_heartbeats_total")
                        .description("Heartbeats of known services")
                        .register(meters);
    }

    @Requires(Role.AGENT)
    @PutMapping("/heartbeat")
    HeartbeatReply heartbeat(@RequestBody ServiceHeartbeat heartbeat) {
        return switch (hear(List.of(heartbeat)).getFirst()) {
            case Beat.Quiet(var said, var desired) ->
                    new HeartbeatReply(true, said.serviceId(), desired);
            case Beat.Changed(var said, var change) ->
                    new HeartbeatReply(
                            true, said.serviceId(), change.service().standing().desired());
            case Beat.Unknown(var said) -> throw Problems.unknownService(said.serviceId());
        };
    }

    @Requires(Role.AGENT)
    @PostMapping("/heartbeats")
    HeartbeatBatchReply heartbeats(@RequestBody HeartbeatBatch batch) {
        return new HeartbeatBatchReply(
                hear(batch.heartbeats()).stream().map(HeartbeatController::item).toList());
    }

    private List<Beat> hear(List<ServiceHeartbeat> heartbeats) {
        var beats = listener.hear(heartbeats);
        for (var beat : beats) {
            if (!(beat instanceof Beat.Unknown)) {
                heard.increment();
                events.tell(beat.said());
            }
        }
        return beats;
    }

    private static Item item(Beat beat) {
        return switch (beat) {
            case Beat.Quiet(var said, var desired) -> Item.accepted(said.serviceId(), desired);
            case Beat.Changed(var said, var change) ->
                    Item.accepted(said.serviceId(), change.service().standing().desired());
            case Beat.Unknown(var said) ->
                    Item.refused(said.serviceId(), "urn:haios:problem:" + Problems.UNKNOWN_SERVICE);
        };
    }
}
