package dev.haios.gateway.openai;

import dev.haios.contracts.invoke.InvokePolicy;
import dev.haios.contracts.invoke.InvokeRequest;
import dev.haios.contracts.schema.RawJson;
import dev.haios.gateway.client.ClientConnection;
import dev.haios.gateway.invoke.Calls;
import dev.haios.kit.access.Requires;
import dev.haios.kit.access.Role;
import dev.haios.kit.web.BodyReader;
import dev.haios.kit.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1}: OpenAI's clients work with their base URL set to this. */
@RestController
class ChatController {

    private static final Logger LOG = LoggerFactory.getLogger(ChatController.class);

    private static final int MAX_BYTES = 20 << 20;

    /** Bytes, text, and bytes again on their way out; there is no tree. */
    private static final int TIMES = 4;

    /** As long as OpenAI's own clients wait. */
    private static final double TIMEOUT_S = 600;

    private final BodyReader bodies;
    private final Models models;
    private final Calls calls;

    ChatController(BodyReader bodies, Models models, Calls calls) {
        this.bodies = bodies;
        this.models = models;
        this.calls = calls;
    }

    /** The names that {@code model} may have. */
    record ModelList(String object, List<Models.Model> data) {}

    @GetMapping("/v1/models")
    @Requires(Role.VIEWER)
    ModelList models() {
        return new ModelList("list", models.list());
    }

    @GetMapping("/v1/models/{id}")
    @Requires(Role.VIEWER)
    Models.Model model(@PathVariable String id) {
        return models.list().stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .orElseThrow(() -> OpenAiError.unknownModel(id));
    }

    @PostMapping("/v1/embeddings")
    @Requires(Role.AGENT)
    void embeddings() {
        throw OpenAiError.notOffered("No service of this fleet makes embeddings.");
    }

    @PostMapping(path = "/v1/chat/completions", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Requires(Role.AGENT)
    void complete(HttpServletRequest http, HttpServletResponse response) throws IOException {
        refuseCoded(http);
        byte[] bytes = bodies.read(http.getInputStream(), MAX_BYTES, TIMES);
        var body = bodies.parse(bytes, () -> ChatBody.read(bytes));
        var target = body.stream() ? new ChatTarget(response) : null;
        var outcome =
                calls.make(
                        request(http, body),
                        body.chat(),
                        http.getHeader("Idempotency-Key"),
                        ClientConnection.of(http)::isGone,
                        target);
        if (!response.isCommitted()) {
            response.setHeader("X-Haios-Run-Id", outcome.receipt().runId());
            response.setHeader("X-Haios-Receipt-Id", outcome.receipt().receiptId());
        }
        try {
            answer(outcome, target, response);
        } catch (IOException e) {
            LOG.debug("receipt {}: the caller left before it", outcome.receipt().receiptId());
        }
    }

    private InvokeRequest request(HttpServletRequest http, ChatBody body) {
        try {
            return new InvokeRequest(
                    models.target(body.model()),
                    new RawJson(body.text()),
                    new InvokePolicy(null, TIMEOUT_S, null, null, null, List.of(), null, null),
                    http.getHeader("X-Haios-Run-Id"),
                    http.getHeader("X-Haios-Agent"),
                    null);
        } catch (IllegalArgumentException e) {
            throw OpenAiError.invalid("X-Haios headers", String.valueOf(e.getMessage()));
        }
    }

    private static void refuseCoded(HttpServletRequest http) {
        var coding = http.getHeader(HttpHeaders.CONTENT_ENCODING);
        var charset = MediaType.parseMediaType(http.getContentType()).getCharset();
        boolean plain = coding == null || coding.equalsIgnoreCase("identity");
        boolean utf8 = charset == null || charset.equals(StandardCharsets.UTF_8);
        if (!plain || !utf8) {
            throw OpenAiError.notPlain();
        }
    }

    private static void answer(
            Calls.Outcome outcome, @Nullable ChatTarget target, HttpServletResponse response)
            throws IOException {
        if (outcome.refusal() != null) {
            var error = OpenAiError.of(outcome.refusal());
            if (target != null && target.hasBegun()) {
                target.error(error);
            } else {
                OpenAiWriter.refuse(response, error);
            }
        } else if (target == null) {
            var result = outcome.result();
            OpenAiWriter.json(response, 200, result == null ? "null" : result.text());
        } else {
            if (!target.hasBegun() && outcome.result() != null) {
                target.whole(outcome.result());
            }
            target.done();
        }
    }

    /** What our own endpoints say as a problem, in the words OpenAI's clients understand. */
    @ExceptionHandler
    void refuse(ProblemException problem, HttpServletResponse response) throws IOException {
        OpenAiWriter.refuse(response, OpenAiError.of(problem));
    }

    @ExceptionHandler
    void refuse(OpenAiError error, HttpServletResponse response) throws IOException {
        OpenAiWriter.refuse(response, error);
    }
}
