package dev.haios.gateway.invoke;

import dev.haios.contracts.invoke.InvokeRequest;
import dev.haios.contracts.receipt.ReceiptStatus;
import dev.haios.contracts.schema.RawJson;
import dev.haios.contracts.schema.Wire;
import dev.haios.gateway.client.ClientConnection;
import dev.haios.gateway.problem.Refusal;
import dev.haios.kit.access.Requires;
import dev.haios.kit.access.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /invoke}. With {@code Accept: text/event-stream} the answer comes as events {@code
 * chunk} and then {@code receipt}, or {@code error}; a call that fails before its first chunk is
 * refused like any other.
 */
@RestController
class InvokeController {

    private static final Logger LOG = LoggerFactory.getLogger(InvokeController.class);

    private final Calls calls;
    private final Refusals refusals;

    InvokeController(Calls calls, Refusals refusals) {
        this.calls = calls;
        this.refusals = refusals;
    }

    /** {@link dev.haios.contracts.invoke.InvokeReply} with the receipt as it was stored. */
    record Reply(String runId, ReceiptStatus status, @Nullable RawJson result, RawJson receipt) {}

    @PostMapping("/invoke")
    @Requires(Role.AGENT)
    void invoke(
            @RequestBody InvokeRequest body,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var target = wantsStream(request) ? new EventTarget(response) : null;
        var ending =
                calls.run(
                        body,
                        null,
                        request.getHeader("Idempotency-Key"),
                        ClientConnection.of(request)::isGone,
                        target);
        if (target == null || !(target.hasBegun() || ending instanceof Ending.Answered)) {
            reply(ending, response);
        } else {
            finish(ending, target);
        }
    }

    private static boolean wantsStream(HttpServletRequest request) {
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE);
    }

    /** Written here: there is one form of it, so there is nothing for a converter to choose. */
    private void reply(Ending ending, HttpServletResponse response) throws IOException {
        if (!(ending instanceof Ending.Answered answered)) {
            throw refusals.of(ending).exception();
        }
        byte[] body = Wire.mapper().writeValueAsBytes(whole(answered));
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static Reply whole(Ending.Answered ending) {
        var receipt = ending.receipt();
        return new Reply(receipt.runId(), receipt.status(), ending.result(), ending.chained());
    }

    private void finish(Ending ending, EventTarget target) {
        try {
            if (ending instanceof Ending.Answered answered) {
                if (!target.hasBegun()) {
                    // The service does not stream: its answer is one piece.
                    target.begin();
                    if (answered.result() != null) {
                        target.chunk(answered.result().text());
                    }
                }
                target.end("receipt", whole(answered));
            } else {
                Refusal refusal = refusals.of(ending);
                target.end("error", refusal.problem());
            }
        } catch (IOException e) {
            LOG.debug("receipt {}: the caller left before it", ending.receipt().receiptId());
        }
    }
}
