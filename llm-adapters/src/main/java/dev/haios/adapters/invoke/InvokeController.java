package dev.haios.adapters.invoke;

import dev.haios.adapters.Problems;
import dev.haios.adapters.backend.Answer;
import dev.haios.adapters.backend.ChunkSink;
import dev.haios.adapters.backend.ClientGone;
import dev.haios.contracts.model.UpstreamReply;
import dev.haios.contracts.model.UpstreamRequest;
import dev.haios.kit.access.Requires;
import dev.haios.kit.access.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class InvokeController {

    private final Intake intake;
    private final Workshop workshop;

    InvokeController(Intake intake, Workshop workshop) {
        this.intake = intake;
        this.workshop = workshop;
    }

    @Requires(Role.AGENT)
    @PostMapping(path = "/invoke", produces = MediaType.APPLICATION_JSON_VALUE)
    UpstreamReply invoke(@RequestBody UpstreamRequest body, HttpServletRequest http) {
        return switch (workshop.run(intake.work(body, http), ChunkSink.NONE)) {
            case Answer.Done done -> done.reply();
            case Answer.Failed failed -> throw Problems.of(failed);
        };
    }

    @Requires(Role.AGENT)
    @PostMapping(path = "/invoke", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void stream(
            @RequestBody UpstreamRequest body,
            HttpServletRequest http,
            HttpServletResponse response) {
        var stream = new AnswerStream(response);
        switch (workshop.run(intake.work(body, http), stream::chunk)) {
            case Answer.Done done -> stream.done(done.reply());
            case Answer.Failed failed -> stream.fail(failed);
        }
    }

    /** A client that left in the middle of its stream is no bug, and nobody is left to tell. */
    @ExceptionHandler
    void left(ClientGone gone) {}
}
