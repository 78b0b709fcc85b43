package dev.haios.contracts.schema;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The rules of I-JSON (RFC 7493) that a parser does not check: the bytes are UTF-8 without a byte
 * order mark, and no text holds half of a character. Half a character cannot be stored or answered
 * again, and what two parsers read differently can be slipped past one of them.
 */
public final class StrictText {

    private static final int BUFFER = 4096;

    private StrictText() {}

    /** What is wrong with a body as bytes; cheap when all of it is ASCII. */
    public static Optional<Violation> encoding(byte[] body) {
        if (body.length > 2
                && body[0] == (byte) 0xef
                && body[1] == (byte) 0xbb
                && body[2] == (byte) 0xbf) {
            return Optional.of(new Violation("", "must not begin with a byte order mark"));
        }
        // Every JSON text begins with an ASCII character: a zero beside it is UTF-16 or UTF-32.
        if (body.length > 1 && (body[0] == 0 || body[1] == 0)) {
            return Optional.of(new Violation("", "must be UTF-8, without zero bytes"));
        }
        int broken = firstBroken(body);
        return broken < 0
                ? Optional.empty()
                : Optional.of(new Violation("", "must be UTF-8; byte " + (broken + 1) + " is not"));
    }

    private static int firstBroken(byte[] body) {
        int ascii = 0;
        while (ascii < body.length && body[ascii] >= 0) {
            ascii++;
        }
        if (ascii == body.length) {
            return -1;
        }
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var in = ByteBuffer.wrap(body, ascii, body.length - ascii);
        var out = CharBuffer.allocate(Math.min(BUFFER, body.length - ascii));
        while (true) {
            var result = decoder.decode(in, out, true);
            if (!result.isOverflow()) {
                return result.isError() ? in.position() : -1;
            }
            out.clear();
        }
    }

    /**
     * Where texts hold half of a character, which only an escape such as {@code \ud800} can do.
     *
     * @param body what the tree was read from; without such an escape the tree is not looked at
     */
    public static List<Violation> halves(byte[] body, JsonNode tree) {
        if (!escapesSurrogates(body)) {
            return List.of();
        }
        var found = new ArrayList<Violation>();
        collect("", tree, found);
        return found;
    }

    private static boolean escapesSurrogates(byte[] body) {
        for (int i = 0; i + 2 < body.length; i++) {
            if (body[i] == '\\' && body[i + 1] == 'u' && (body[i + 2] | 0x20) == 'd') {
                return true;
            }
        }
        return false;
    }

    private static void collect(String pointer, JsonNode node, List<Violation> found) {
        if (node.isString() && isHalf(node.asString())) {
            found.add(new Violation(pointer, "must not hold half of a surrogate pair"));
        }
        for (var name : node.propertyNames()) {
            if (isHalf(name)) {
                found.add(new Violation(pointer, "must not have names with half a surrogate pair"));
            } else {
                collect(
                        pointer + "/" + name.replace("~", "~0").replace("/", "~1"),
                        node.get(name),
                        found);
            }
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(pointer + "/" + i, node.get(i), found);
        }
    }

    private static boolean isHalf(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return true;
            }
        }
        return false;
    }
}
