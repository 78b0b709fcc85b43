package dev.haios.kit.access;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Who makes the current request.
 *
 * @param role what the caller may do
 * @param name for audit lines: the role and a token's fingerprint, or {@code loopback}
 * @param authenticated whether a valid credential was shown, rather than loopback trusted
 */
public record Caller(Role role, String name, boolean authenticated) {

    private static final String ATTRIBUTE = Caller.class.getName();

    void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The caller of a request that passed access control, or null before that. */
    public static @Nullable Caller of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Caller caller ? caller : null;
    }
}
