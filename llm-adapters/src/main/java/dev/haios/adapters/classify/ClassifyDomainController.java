package dev.haios.adapters.classify;

import dev.haios.adapters.Problems;
import dev.haios.adapters.backend.Answer;
import dev.haios.adapters.backend.Backend;
import dev.haios.adapters.backend.ChunkSink;
import dev.haios.adapters.invoke.Intake;
import dev.haios.adapters.invoke.Workshop;
import dev.haios.contracts.model.ClassifyDomainRequest;
import dev.haios.contracts.model.UpstreamRequest;
import dev.haios.kit.access.Requires;
import dev.haios.kit.access.Role;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ClassifyDomainController {

    private static final String CAPABILITY = "classify_domain";

    private final Backend backend;
    private final Intake intake;
    private final Workshop workshop;

    ClassifyDomainController(Backend backend, Intake intake, Workshop workshop) {
        this.backend = backend;
        this.intake = intake;
        this.workshop = workshop;
    }

    @Requires(Role.AGENT)
    @PostMapping("/classify_domain")
    DomainVerdict classify(@RequestBody ClassifyDomainRequest body, HttpServletRequest http) {
        if (!backend.card().capabilities().contains(CAPABILITY)) {
            throw Problems.notAClassifier(backend.card().serviceName());
        }
        var request = UpstreamRequest.toClassify(body.query(), body.listed());
        return switch (workshop.run(intake.work(CAPABILITY, request, http), ChunkSink.NONE)) {
            case Answer.Done done -> DomainVerdict.of(done.reply());
            case Answer.Failed failed -> throw Problems.of(failed);
        };
    }
}
