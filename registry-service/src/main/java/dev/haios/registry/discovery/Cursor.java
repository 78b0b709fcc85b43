package dev.haios.registry.discovery;

import dev.haios.registry.catalog.Position;
import dev.haios.registry.problem.Problems;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Where a listing goes on, as text that means nothing to anybody else. */
final class Cursor {

    /** Neither a name nor an id can hold it. */
    private static final String SEPARATOR = "\n";

    private Cursor() {}

    static String write(Position position) {
        var text = position.name() + SEPARATOR + position.serviceId();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static @Nullable Position read(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int end = text.indexOf(SEPARATOR);
            if (end >= 0) {
                return new Position(text.substring(0, end), text.substring(end + 1));
            }
        } catch (IllegalArgumentException e) {
            throw wrong();
        }
        throw wrong();
    }

    private static RuntimeException wrong() {
        return Problems.invalidParameter("cursor", "must be a next_cursor of the same listing");
    }
}
