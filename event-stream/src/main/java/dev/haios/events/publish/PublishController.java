package dev.haios.events.publish;

import dev.haios.contracts.event.Event;
import dev.haios.contracts.event.EventBatch;
import dev.haios.events.log.EventLog;
import dev.haios.kit.access.Requires;
import dev.haios.kit.access.Role;
import dev.haios.kit.trace.TraceContext;
import java.util.List;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PublishController {

    private final Intake intake;
    private final EventLog log;

    PublishController(Intake intake, EventLog log) {
        this.intake = intake;
        this.log = log;
    }

    @PostMapping("/broadcast")
    @Requires(Role.AGENT)
    Broadcast broadcast(@RequestBody Event event) {
        var accepted = intake.accept(event, TraceContext.traceId());
        var appended = log.append(List.of(accepted));
        return new Broadcast(
                "broadcasted",
                appended.seqs().getFirst(),
                log.epoch(),
                accepted.eventId(),
                appended.stored().isEmpty());
    }

    /** All or nothing: one event that cannot be kept refuses the batch. */
    @PostMapping("/events")
    @Requires(Role.AGENT)
    BatchReply publish(@RequestBody EventBatch batch) {
        // A relay's own request says nothing about the traces of what it carries.
        var appended =
                log.append(
                        batch.events().stream().map(event -> intake.accept(event, null)).toList());
        return new BatchReply(
                appended.stored().size(), appended.duplicates(), appended.lastSeq(), log.epoch());
    }
}
