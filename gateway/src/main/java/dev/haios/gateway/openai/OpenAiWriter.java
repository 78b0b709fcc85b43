package dev.haios.gateway.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.haios.contracts.schema.Wire;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Writes OpenAI's JSON, nulls and all. */
final class OpenAiWriter {

    private static final JsonMapper MAPPER =
            Wire.mapper()
                    .rebuild()
                    .changeDefaultPropertyInclusion(
                            inclusion -> inclusion.withContentInclusion(JsonInclude.Include.ALWAYS))
                    .build();

    private OpenAiWriter() {}

    static String text(Object body) {
        return MAPPER.writeValueAsString(body);
    }

    static void json(HttpServletResponse response, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    static void refuse(HttpServletResponse response, OpenAiError error) throws IOException {
        // Trying again what is final here would only cost its caller time.
        response.setHeader(
                "x-should-retry",
                Boolean.toString(
                        error.status() == 429 || error.status() == 502 || error.status() == 503));
        json(response, error.status(), text(error.body()));
    }

    /** One event without a type. */
    static void event(HttpServletResponse response, String data) throws IOException {
        var frame = new StringBuilder(data.length() + 16);
        data.lines().forEach(line -> frame.append("data: ").append(line).append('\n'));
        response.getOutputStream()
                .write(frame.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        response.getOutputStream().flush();
    }

    static void error(HttpServletResponse response, OpenAiError error) throws IOException {
        event(response, text(Map.copyOf(error.body())));
    }
}
