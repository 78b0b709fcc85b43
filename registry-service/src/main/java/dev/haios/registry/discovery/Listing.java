package dev.haios.registry.discovery;

import dev.haios.contracts.registry.ServiceList;
import dev.haios.kit.web.HeldBytes;
import dev.haios.registry.catalog.Page;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Puts a {@link ServiceList} together from services that are JSON already: most of them have not
 * changed since the last reader, and writing them anew would be nearly all that a listing costs.
 */
final class Listing {

    /** Smaller ones are small change beside what every request costs. */
    private static final int LARGE = 64 * 1024;

    private Listing() {}

    /** A large one is held until it has been sent to a client that may read slowly. */
    static byte[] json(Page page, long nowNanos, HeldBytes held) {
        var items = page.entries().stream().map(entry -> entry.json(nowNanos)).toList();
        int bytes = items.stream().mapToInt(item -> item.length + 1).sum();
        if (bytes > LARGE) {
            // Twice: put together, and as what is sent.
            held.hold(2L * bytes);
        }
        var out = new ByteArrayOutputStream(bytes + 256);
        out.writeBytes(utf8("{\"items\":["));
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            out.writeBytes(items.get(i));
        }
        out.writeBytes(utf8("],\"count\":" + items.size() + ",\"revision\":" + page.revision()));
        var last = page.last();
        if (last != null) {
            // A cursor is Base64, so there is nothing to escape.
            out.writeBytes(utf8(",\"next_cursor\":\"" + Cursor.write(last) + "\""));
        }
        out.write('}');
        return out.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
