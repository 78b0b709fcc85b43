package dev.haios.kit.admission;

import dev.haios.kit.access.Credentials;
import dev.haios.kit.web.HeldBytes;
import dev.haios.kit.web.ProblemException;
import dev.haios.kit.web.ProblemWriter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Lets a request in while its lane has a place. Requests run on virtual threads, so nothing else
 * bounds how many are under way.
 */
final class AdmissionFilter implements Filter {

    /** Places are given back within milliseconds, except by calls that wait for a model. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Lanes lanes;
    private final Shares shares;
    private final Credentials credentials;
    private final HeldBytes held;

    AdmissionFilter(Lanes lanes, Shares shares, Credentials credentials, HeldBytes held) {
        this.credentials = credentials;
        this.lanes = lanes;
        this.shares = shares;
        this.held = held;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var http = (HttpServletRequest) request;
        var lane = lanes.of(http.getRequestURI());
        if (!lane.enter()) {
            refuse(http, response, full(lane));
            return;
        }
        try {
            if (lane.isCrowded() && lane == lanes.requests()) {
                shared(http, response, chain);
            } else {
                chain.doFilter(request, response);
            }
        } finally {
            lane.leave();
            held.release(http);
        }
    }

    private void shared(HttpServletRequest request, ServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var client = client(request);
        if (client == null) {
            chain.doFilter(request, response);
        } else if (shares.take(client)) {
            try {
                chain.doFilter(request, response);
            } finally {
                shares.giveBack(client);
            }
        } else {
            refuse(request, response, tooMany());
        }
    }

    /**
     * By its credential if that is a valid one, or made-up ones would be as many clients. Null for
     * callers on this machine that show none: they cannot be told apart.
     */
    private @Nullable String client(HttpServletRequest request) {
        var caller = credentials.caller(request);
        if (caller != null && caller.authenticated()) {
            return caller.name();
        }
        var address = request.getRemoteAddr();
        return address == null || address.startsWith("127.") || address.equals("0:0:0:0:0:0:0:1")
                ? null
                : address;
    }

    private static ProblemException full(Lane lane) {
        return ProblemException.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "overloaded",
                        "All "
                                + lane.places()
                                + " places for "
                                + lane.name()
                                + " are taken; nothing was changed. Retry after a pause.")
                .with("lane", lane.name());
    }

    private static ProblemException tooMany() {
        return ProblemException.of(
                HttpStatus.TOO_MANY_REQUESTS,
                "too-many-requests",
                "The service is busy and this client has its share of it already; nothing was"
                        + " changed. Make fewer calls at once.");
    }

    private static void refuse(
            HttpServletRequest request, ServletResponse response, ProblemException refusal)
            throws IOException {
        ProblemWriter.write(
                (HttpServletResponse) response, refusal.retryAfter(PAUSE), request.getRequestURI());
    }
}
