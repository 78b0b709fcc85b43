package dev.haios.kit.web;

import dev.haios.contracts.schema.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;

/**
 * Answers what Tomcat refuses before Spring sees it (a broken request line, {@code %2F}, a bad
 * Host, headers too long) as a problem body instead of an HTML page. Public, because Tomcat makes
 * it by name.
 */
public class ProblemErrorValve extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemErrorValve.class);

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        var problem =
                Problems.of(
                        HttpStatusCode.valueOf(status),
                        status < 500
                                ? "The request line or its headers cannot be accepted."
                                : "The service failed; its log has the cause.",
                        null);
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            var writer = response.getReporter();
            if (writer != null) {
                writer.write(Wire.mapper().writeValueAsString(problem));
                response.finishResponse();
            }
        } catch (IOException e) {
            LOG.debug("client disconnected before status {} was told", status, e);
        }
    }
}
