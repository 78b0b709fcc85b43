package dev.haios.kit.access;

import dev.haios.kit.web.ProblemWriter;
import dev.haios.kit.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Establishes the {@link Caller} of every request, before anything of it is read. */
final class AccessFilter extends OncePerRequestFilter {

    private static final Caller LOOPBACK = new Caller(Role.OPERATOR, "loopback", false);

    private final HostRule hosts;
    private final TokenTable tokens;
    private final OperatorToken operator;

    AccessFilter(HostRule hosts, TokenTable tokens, OperatorToken operator) {
        this.hosts = hosts;
        this.tokens = tokens;
        this.operator = operator;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!hosts.acceptsHost(request.getHeader(HttpHeaders.HOST))) {
            refuse(
                    request,
                    response,
                    HttpStatus.MISDIRECTED_REQUEST,
                    "This Host is not served here. Add it to HAIOS_ALLOWED_HOSTS if it should be.");
            return;
        }
        if (!originsAccepted(request)) {
            refuse(
                    request,
                    response,
                    HttpStatus.FORBIDDEN,
                    "Pages of this Origin may not call the fleet. "
                            + "Add its host to HAIOS_ALLOWED_HOSTS if they should.");
            return;
        }
        if (request.getRequestURI().equals("/health")) {
            chain.doFilter(request, response);
            return;
        }
        var caller = caller(request);
        if (caller == null) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"haios\"");
            refuse(
                    request,
                    response,
                    HttpStatus.UNAUTHORIZED,
                    "A valid credential is needed: send Authorization: Bearer <token>.");
            return;
        }
        caller.attachTo(request);
        chain.doFilter(request, response);
    }

    /** All of them, when somebody sends several to have the right one looked at. */
    private boolean originsAccepted(HttpServletRequest request) {
        var origins = request.getHeaders(HttpHeaders.ORIGIN);
        while (origins.hasMoreElements()) {
            if (!hosts.acceptsOrigin(origins.nextElement())) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Caller caller(HttpServletRequest request) {
        var token = bearer(request);
        if (token == null) {
            return tokens.isEmpty() ? LOOPBACK : null;
        }
        if (operator.matches(token)) {
            return new Caller(Role.OPERATOR, "operator:" + TokenTable.fingerprint(token), true);
        }
        var role = tokens.role(token);
        if (role != null) {
            return new Caller(
                    role,
                    role.name().toLowerCase(java.util.Locale.ROOT)
                            + ":"
                            + TokenTable.fingerprint(token),
                    true);
        }
        // Without configured tokens an unknown one is a client's own habit, such as an API key that
        // an OpenAI client insists on sending; it buys nothing.
        return tokens.isEmpty() ? LOOPBACK : null;
    }

    private static @Nullable String bearer(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? header.substring(7).strip()
                : null;
    }

    private static void refuse(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpStatus status,
            String detail)
            throws IOException {
        ProblemWriter.write(response, Problems.of(status, detail, request.getRequestURI()));
    }
}
