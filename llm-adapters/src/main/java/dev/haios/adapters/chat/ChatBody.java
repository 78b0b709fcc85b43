package dev.haios.adapters.chat;

import dev.haios.contracts.schema.StrictText;
import dev.haios.kit.web.BodyReader;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** Reads a body that may be far larger than the fleet's own. */
final class ChatBody {

    /** A whole conversation; its tree still fits the heap. */
    private static final int MAX_BYTES = 4 << 20;

    private ChatBody() {}

    static byte[] bytes(HttpServletRequest request, BodyReader bodies) throws IOException {
        refuseOtherThanPlainUtf8(request);
        byte[] body = bodies.read(request.getInputStream(), MAX_BYTES);
        var flaw = StrictText.encoding(body);
        if (flaw.isPresent()) {
            throw new ChatError(400, "The body " + flaw.get().detail() + ".", "invalid_json", null);
        }
        return body;
    }

    private static void refuseOtherThanPlainUtf8(HttpServletRequest request) {
        var charset = MediaType.parseMediaType(request.getContentType()).getCharset();
        var coding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        boolean utf8 = charset == null || charset.equals(StandardCharsets.UTF_8);
        boolean plain = coding == null || coding.equalsIgnoreCase("identity");
        if (!utf8 || !plain) {
            throw new ChatError(
                    415,
                    "The body must be JSON in UTF-8, without a Content-Encoding.",
                    "unsupported_media_type",
                    null);
        }
    }
}
