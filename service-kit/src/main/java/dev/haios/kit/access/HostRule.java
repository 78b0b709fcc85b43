package dev.haios.kit.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which values of {@code Host} and {@code Origin} a service answers. Loopback alone is no
 * protection: a page elsewhere can make the browser call it, directly or by a DNS name of its own
 * that resolves to 127.0.0.1.
 */
final class HostRule {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final Set<String> allowed;

    HostRule(Set<String> allowed) {
        this.allowed = allowed;
    }

    /** A missing Host (HTTP/1.0) names nobody and is refused. */
    boolean acceptsHost(@Nullable String header) {
        return header != null && accepts(withoutPort(header));
    }

    /**
     * A missing Origin is a caller that is no browser. {@code null} is a browser hiding its own.
     */
    boolean acceptsOrigin(@Nullable String header) {
        if (header == null) {
            return true;
        }
        try {
            var origin = new URI(header);
            return origin.getHost() != null
                    && ("http".equals(origin.getScheme()) || "https".equals(origin.getScheme()))
                    && accepts(origin.getHost());
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private boolean accepts(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return LOOPBACK.contains(name) || allowed.contains(name);
    }

    private static String withoutPort(String header) {
        int end = header.startsWith("[") ? header.indexOf(']') + 1 : header.indexOf(':');
        return end <= 0 ? header : header.substring(0, end);
    }
}
