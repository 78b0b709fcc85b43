package dev.haios.adapters.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.haios.contracts.schema.Wire;
import dev.haios.kit.web.SseStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Writes OpenAI's JSON, nulls and all. */
final class ChatWriter {

    private static final JsonMapper MAPPER =
            Wire.lenient()
                    .rebuild()
                    .changeDefaultPropertyInclusion(inclusion ->
                            inclusion
                                    .withValueInclusion(JsonInclude.Include.ALWAYS)
                                    .withContentInclusion(JsonInclude.Include.ALWAYS))
                    .build();

    private ChatWriter() {}

    static String text(Map<String, Object> body) {
        return MAPPER.writeValueAsString(body);
    }

    static void json(HttpServletResponse response, int status, Map<String, Object> body)
            throws IOException {
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(MAPPER.writeValueAsBytes(body));
    }

    static void refuse(HttpServletResponse response, ChatError error) throws IOException {
        json(response, error.status(), error.body());
    }

    /** One event without a type; the first one sends the headers. */
    static void event(HttpServletResponse response, String data) throws IOException {
        if (!response.isCommitted()) {
            SseStream.begin(response);
        }
        response.getOutputStream()
                .write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        response.getOutputStream().flush();
    }
}
