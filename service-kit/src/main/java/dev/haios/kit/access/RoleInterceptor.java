package dev.haios.kit.access;

import dev.haios.kit.web.ProblemException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Compares the caller's role with what the handler method {@link Requires}. */
final class RoleInterceptor implements HandlerInterceptor {

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method)
                || request.getDispatcherType() == DispatcherType.ERROR
                || request.getRequestURI().equals("/health")) {
            return true;
        }
        var required = method.getMethodAnnotation(Requires.class);
        var role = required == null ? byDefault(request) : required.value();
        var caller = Caller.of(request);
        if (caller == null) {
            throw new IllegalStateException("access filter did not run");
        }
        if (!caller.role().covers(role)) {
            throw ProblemException.of(
                    HttpStatus.FORBIDDEN,
                    "role-too-low",
                    "This call needs the role %s; the credential has %s."
                            .formatted(lower(role), lower(caller.role())));
        }
        if (required != null && required.always() && !caller.authenticated()) {
            throw ProblemException.of(
                    HttpStatus.UNAUTHORIZED,
                    "credential-needed",
                    "This call needs the operator credential, on loopback too: "
                            + "send the token in artifacts/secrets/operator.token as Bearer.");
        }
        return true;
    }

    private static Role byDefault(HttpServletRequest request) {
        return switch (request.getMethod()) {
            case "GET", "HEAD" -> Role.VIEWER;
            default -> Role.OPERATOR;
        };
    }

    private static String lower(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
