package dev.haios.gateway.invoke;

import dev.haios.contracts.invoke.InvokePolicy;
import dev.haios.contracts.invoke.InvokeRequest;
import dev.haios.gateway.problem.GatewayProblems;
import dev.haios.gateway.upstream.Chat;
import dev.haios.kit.time.Ticker;
import dev.haios.kit.trace.TraceContext;
import java.time.Clock;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes a request on, or refuses it: fields that this gateway cannot honour are never ignored. What
 * it refuses has not reached routing and leaves no receipt.
 */
@Component
class Intake {

    private static final Pattern KEY = Pattern.compile("[!-~]{1,200}");

    private final InvokeSettings settings;
    private final RunIds runIds;
    private final ReceiptIds receiptIds;
    private final Clock clock;
    private final Ticker ticker;

    Intake(
            InvokeSettings settings,
            RunIds runIds,
            ReceiptIds receiptIds,
            Clock clock,
            Ticker ticker) {
        this.settings = settings;
        this.runIds = runIds;
        this.receiptIds = receiptIds;
        this.clock = clock;
        this.ticker = ticker;
    }

    /**
     * @param chat how it is handed on in OpenAI's language; null for our own
     */
    Invocation take(InvokeRequest request, @Nullable String idempotencyKey, @Nullable Chat chat) {
        var policy = request.policy() == null ? InvokePolicy.none() : request.policy();
        refuseWhatIsNotOffered(request, policy);
        var deadline = new Deadline(ticker, timeout(policy));
        var receiptId = receiptIds.next();
        return new Invocation(
                request,
                policy,
                request.runId() == null ? runIds.next() : request.runId(),
                receiptId,
                key(idempotencyKey, receiptId),
                TraceContext.traceId(),
                clock.instant(),
                deadline,
                chat);
    }

    private static void refuseWhatIsNotOffered(InvokeRequest request, InvokePolicy policy) {
        if (request.delegation() != null) {
            throw GatewayProblems.notYet("/delegation", "Delegation");
        }
        if (Boolean.TRUE.equals(policy.deterministic())) {
            throw GatewayProblems.notYet("/policy/deterministic", "Deterministic sampling");
        }
        if (policy.replay() != null) {
            throw GatewayProblems.notYet("/policy/replay", "Recording and replaying results");
        }
    }

    private Duration timeout(InvokePolicy policy) {
        var asked = policy.timeout();
        if (asked == null) {
            return settings.timeout();
        }
        if (asked.compareTo(settings.minTimeout()) < 0
                || asked.compareTo(settings.maxTimeout()) > 0) {
            throw GatewayProblems.outOfBounds(
                    "/policy/timeout_s",
                    "must be %s to %s seconds"
                            .formatted(
                                    settings.minTimeout().toMillis() / 1e3,
                                    settings.maxTimeout().toMillis() / 1e3));
        }
        return asked;
    }

    private static String key(@Nullable String given, String receiptId) {
        if (given == null) {
            return receiptId;
        }
        if (!KEY.matcher(given).matches()) {
            throw GatewayProblems.outOfBounds(
                    "/Idempotency-Key", "the header must be 1 to 200 visible ASCII characters");
        }
        return given;
    }
}
