package dev.haios.kit.testing.hostile;

import dev.haios.kit.testing.hostile.HostileBody.Fate;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Spoils the text, the bytes or the headers of a whole body. */
final class SpoiledBytes {

    /** No UTF-8: overlong, surrogate halves, beyond Unicode, torn, and bytes that never occur. */
    private static final List<String> NO_UTF8 =
            List.of(
                    "c0af",
                    "c1bf",
                    "e080af",
                    "f08080af",
                    "eda080",
                    "edb080",
                    "eda0bdedb882",
                    "f4908080",
                    "f8888080",
                    "fc84808080",
                    "80",
                    "bf",
                    "c3",
                    "e282",
                    "f09f98",
                    "fe",
                    "ff",
                    "fffe");

    private static final List<String> OTHER_CHARSETS =
            List.of("UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE");

    private static final List<String> NOTHING_USABLE =
            List.of(
                    "",
                    " \n\t ",
                    "null",
                    "[]",
                    "{}{}",
                    "\"text\"",
                    "0",
                    "true",
                    "{",
                    "[",
                    "\"",
                    "{\"",
                    "{\"a\"",
                    "{\"a\":",
                    "{\"a\":1",
                    "{a:1}",
                    "{'a':1}",
                    "{,}",
                    "[,]",
                    "nul",
                    "NULL",
                    "{\"a\":1,}",
                    "undefined",
                    "a=1&b=2",
                    "<xml/>",
                    "--",
                    "\u0000",
                    "{\u0000}",
                    "]}");

    private static final List<String> OTHER_TYPES =
            List.of(
                    "text/plain",
                    "text/html",
                    "application/xml",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data",
                    "multipart/form-data; boundary=x",
                    "application/octet-stream",
                    "application/json;charset=utf-16",
                    "application/json;charset=iso-8859-1",
                    "application/json;charset=bogus",
                    "application/json;charset=",
                    "application/json;charset=\"",
                    "application",
                    "application/",
                    "a/b/c",
                    ";;;",
                    "*/*",
                    "application/*",
                    "application/json, text/plain",
                    "application/json\u00a0",
                    "x".repeat(3000));

    private static final List<String> CODINGS =
            List.of("gzip", "deflate", "br", "x-bogus", "gzip, gzip", "identity, gzip");

    private final Random random;

    SpoiledBytes(Random random) {
        this.random = random;
    }

    HostileBody of(String valid) {
        byte[] bytes = HostileBody.utf8(valid);
        return switch (random.nextInt(12)) {
            case 0, 1 -> HostileBody.broken("cut off", head(bytes, random.nextInt(bytes.length)));
            case 2 -> notUtf8(bytes);
            case 3 -> {
                var charset = pick(OTHER_CHARSETS);
                yield HostileBody.broken("in " + charset, valid.getBytes(Charset.forName(charset)));
            }
            case 4 -> HostileBody.broken("with a BOM", HostileBody.utf8("\ufeff" + valid));
            case 5 -> around(valid);
            case 6 -> HostileBody.broken("nothing usable", HostileBody.utf8(pick(NOTHING_USABLE)));
            case 7, 8 -> {
                var type = random.nextInt(12) == 0 ? null : pick(OTHER_TYPES);
                yield HostileBody.typed("as " + type, type, valid, Fate.REFUSED);
            }
            case 9 -> coded(bytes, pick(CODINGS));
            case 10 -> flipped(bytes);
            default -> wide();
        };
    }

    /** Larger than any endpoint takes; a few of them suffice. */
    static HostileBody huge(String valid, int bytes) {
        return HostileBody.broken("huge", HostileBody.utf8(" ".repeat(bytes) + valid));
    }

    private HostileBody notUtf8(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        int quote = text.lastIndexOf('"', text.length() - random.nextInt(text.length()));
        int at = quote < 0 ? text.indexOf('"') : quote;
        var bad = pick(NO_UTF8);
        var spoilt = new ByteArrayOutputStream();
        spoilt.write(bytes, 0, at);
        spoilt.writeBytes(HexFormat.of().parseHex(bad));
        spoilt.write(bytes, at, bytes.length - at);
        return HostileBody.broken("no UTF-8: " + bad, spoilt.toByteArray());
    }

    private HostileBody around(String valid) {
        var spoilt =
                switch (random.nextInt(9)) {
                    case 0 -> valid + valid;
                    case 1 -> valid + ",";
                    case 2 -> valid + "\u0000";
                    case 3 -> "\u0000" + valid;
                    case 4 -> "//c\n" + valid;
                    case 5 -> valid + "/*c*/";
                    case 6 -> ")]}',\n" + valid;
                    case 7 -> "[" + valid + "]";
                    default -> valid.replace('"', '\'');
                };
        return HostileBody.broken("something around it", HostileBody.utf8(spoilt));
    }

    private static HostileBody coded(byte[] bytes, String coding) {
        return new HostileBody(
                "claims " + coding, HostileBody.JSON, coding, bytes, Fate.REFUSED, null);
    }

    /** One bit is another: still JSON by chance, and then the schema decides. */
    private HostileBody flipped(byte[] bytes) {
        byte[] spoilt = bytes.clone();
        spoilt[random.nextInt(spoilt.length)] ^= (byte) (1 << random.nextInt(8));
        return new HostileBody("a bit flipped", HostileBody.JSON, null, spoilt, Fate.EITHER, null);
    }

    private HostileBody wide() {
        var members = new StringBuilder("{\"a\":1");
        for (int i = 0; i < 3000; i++) {
            members.append(",\"m").append(i).append("\":").append(i);
        }
        return HostileBody.broken("3,000 members", HostileBody.utf8(members + "}"));
    }

    private static byte[] head(byte[] bytes, int length) {
        return ByteBuffer.allocate(length).put(bytes, 0, length).array();
    }

    private <T extends @Nullable Object> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
