package dev.haios.kit.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Which caller a request's credential stands for. Thread-safe. */
public final class Credentials {

    private static final Caller LOOPBACK = new Caller(Role.OPERATOR, "loopback", false);

    private final TokenTable tokens;
    private final OperatorToken operator;

    Credentials(TokenTable tokens, OperatorToken operator) {
        this.tokens = tokens;
        this.operator = operator;
    }

    /** The caller; null when a credential is needed and no valid one is shown. */
    public @Nullable Caller caller(HttpServletRequest request) {
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
                    role.name().toLowerCase(Locale.ROOT) + ":" + TokenTable.fingerprint(token),
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
}
