package dev.haios.kit.access;

import dev.haios.kit.web.ProblemWriter;
import dev.haios.kit.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Establishes the {@link Caller} of every request, before anything of it is read. */
final class AccessFilter extends OncePerRequestFilter {

    private final HostRule hosts;
    private final Credentials credentials;

    AccessFilter(HostRule hosts, Credentials credentials) {
        this.hosts = hosts;
        this.credentials = credentials;
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
        var caller = credentials.caller(request);
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

    private static void refuse(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpStatus status,
            String detail)
            throws IOException {
        ProblemWriter.write(response, Problems.of(status, detail, request.getRequestURI()));
    }
}
