package dev.haios.adapters.invoke;

import dev.haios.adapters.Problems;
import dev.haios.adapters.backend.Backend;
import dev.haios.adapters.backend.Deadline;
import dev.haios.adapters.backend.Work;
import dev.haios.contracts.model.MockScript;
import dev.haios.contracts.model.UpstreamRequest;
import dev.haios.contracts.schema.Wire;
import dev.haios.kit.time.Ticker;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a piece of work of a request: the body says on what, the gateway's headers say what and
 * until when. {@code Idempotency-Key} is accepted and needs nothing done: every backend here gives
 * a repeated question its first answer.
 */
@Component
public class Intake {

    private static final String CAPABILITY = "X-Haios-Capability";
    private static final String RUN_ID = "X-Haios-Run-Id";
    private static final String DEADLINE = "X-Haios-Deadline-Ms";

    /** Longest wait for a caller that sets no deadline. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Backend backend;
    private final Ticker ticker;

    Intake(Backend backend, Ticker ticker) {
        this.backend = backend;
        this.ticker = ticker;
    }

    /**
     * The work that a request asks for.
     *
     * @throws dev.haios.kit.web.ProblemException when a header is nonsense or the capability is not
     *     offered
     */
    public Work work(UpstreamRequest body, HttpServletRequest http) {
        return work(asked(http), body, null, http);
    }

    /** The same for a conversation in OpenAI's words. */
    public Work work(UpstreamRequest body, ObjectNode chat, HttpServletRequest http) {
        return work(asked(http), body, chat, http);
    }

    /** The same for a capability that the endpoint implies. */
    public Work work(String capability, UpstreamRequest body, HttpServletRequest http) {
        return work(capability, body, null, http);
    }

    private String asked(HttpServletRequest http) {
        var asked = http.getHeader(CAPABILITY);
        return asked == null ? backend.card().usualCapability() : asked;
    }

    private Work work(
            String capability,
            UpstreamRequest body,
            @Nullable ObjectNode chat,
            HttpServletRequest http) {
        var offered = backend.card().capabilities();
        if (!offered.contains(capability)) {
            throw Problems.capabilityNotOffered(capability, offered);
        }
        var runId = Objects.requireNonNullElse(http.getHeader(RUN_ID), "");
        return new Work(capability, body, runId, deadline(http), script(body, http), chat);
    }

    private Deadline deadline(HttpServletRequest http) {
        var text = http.getHeader(DEADLINE);
        if (text == null) {
            return Deadline.in(PATIENCE, ticker);
        }
        if (!text.matches("\\d{1,9}")) {
            throw Problems.badHeader(DEADLINE, "must be a whole number of milliseconds.");
        }
        return Deadline.in(Duration.ofMillis(Long.parseLong(text)), ticker);
    }

    private static MockScript script(UpstreamRequest body, HttpServletRequest http) {
        var query = http.getParameter("mock");
        return query != null ? parse(query) : orNone(body.mock());
    }

    private static MockScript orNone(@Nullable MockScript script) {
        return script == null ? MockScript.NONE : script;
    }

    private static MockScript parse(String json) {
        try {
            return orNone(Wire.mapper().readValue(json, MockScript.class));
        } catch (JacksonException e) {
            throw Problems.badScript(
                    e.getCause() instanceof IllegalArgumentException bound
                            ? String.valueOf(bound.getMessage())
                            : "it must be a JSON object of delay_ms, status, chunks and"
                                    + " fail_after_chunks, whole numbers all");
        }
    }
}
