package dev.haios.adapters.chat;

import dev.haios.adapters.Problems;
import dev.haios.adapters.backend.Answer;
import dev.haios.adapters.backend.Backend;
import dev.haios.adapters.backend.ChunkSink;
import dev.haios.adapters.backend.ClientGone;
import dev.haios.adapters.invoke.Intake;
import dev.haios.adapters.invoke.Workshop;
import dev.haios.kit.access.Requires;
import dev.haios.kit.access.Role;
import dev.haios.kit.web.BodyReader;
import dev.haios.kit.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ChatController {

    private final Backend backend;
    private final BodyReader bodies;
    private final Intake intake;
    private final Workshop workshop;
    private final Clock clock;

    ChatController(
            Backend backend, BodyReader bodies, Intake intake, Workshop workshop, Clock clock) {
        this.bodies = bodies;
        this.backend = backend;
        this.intake = intake;
        this.workshop = workshop;
        this.clock = clock;
    }

    @Requires(Role.AGENT)
    @PostMapping(
            path = {"/v1/chat/completions", "/chat/completions"},
            consumes = MediaType.APPLICATION_JSON_VALUE)
    void complete(HttpServletRequest http, HttpServletResponse response) throws IOException {
        byte[] body = ChatBody.bytes(http, bodies);
        var request = bodies.parse(body, () -> ChatRequest.read(body, backend.converses()));
        var work = intake.work(request.upstream(), request.body(), http);
        var completion =
                new Completion(
                        Completion.id(work.runId(), body),
                        clock.instant().getEpochSecond(),
                        backend.card().model(),
                        backend.card().backend());
        if (request.stream()) {
            var stream = new ChatStream(response, completion, request.includeUsage());
            switch (workshop.run(work, stream)) {
                case Answer.Done done -> stream.done(done);
                case Answer.Failed failed -> stream.fail(failed);
            }
            return;
        }
        switch (workshop.run(work, ChunkSink.NONE)) {
            case Answer.Done done -> ChatWriter.json(response, 200, completion.whole(done));
            case Answer.Failed failed -> throw Problems.of(failed);
        }
    }

    /** What our own endpoints say as a problem, in the words OpenAI's clients understand. */
    @ExceptionHandler
    void refuse(ProblemException problem, HttpServletResponse response) throws IOException {
        ChatWriter.refuse(response, ChatError.of(problem));
    }

    @ExceptionHandler
    void refuse(ChatError error, HttpServletResponse response) throws IOException {
        ChatWriter.refuse(response, error);
    }

    /** A client that left in the middle of its stream is no bug, and nobody is left to tell. */
    @ExceptionHandler
    void left(ClientGone gone) {}
}
