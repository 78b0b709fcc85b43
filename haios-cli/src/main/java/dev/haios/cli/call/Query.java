package dev.haios.cli.call;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Builds the query of a URL; a null value leaves its parameter out. */
public final class Query {

    private final StringBuilder path;
    private char separator = '?';

    public Query(String path) {
        this.path = new StringBuilder(path);
    }

    /** Adds a parameter, also again under the same name. */
    public Query and(String name, @Nullable Object value) {
        if (value != null) {
            path.append(separator)
                    .append(encoded(name))
                    .append('=')
                    .append(encoded(value.toString()));
            separator = '&';
        }
        return this;
    }

    /** The text as one segment of a path. */
    public static String segment(String text) {
        return encoded(text).replace("+", "%20");
    }

    /** Path and query. */
    @Override
    public String toString() {
        return path.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
