package dev.haios.kit.web;

import dev.haios.contracts.problem.Problem;
import dev.haios.contracts.schema.Violation;
import dev.haios.contracts.schema.Wire;
import dev.haios.kit.store.StoreOverloadedException;
import dev.haios.kit.store.StoreUnavailableException;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns every exception that reaches the edge into a problem body; the one place that does. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<Object> refusal(ProblemException e, WebRequest request) {
        var headers = new HttpHeaders();
        var retryAfter = e.fields().get(Problems.RETRY_AFTER);
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, retryAfter.toString());
        }
        return answer(Problems.of(e, path(request)), headers);
    }

    @ExceptionHandler
    ResponseEntity<Object> storeAway(StoreUnavailableException e, WebRequest request) {
        return refusal(
                ProblemException.of(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "store-unavailable",
                                "The service's store cannot be used; nothing was changed. "
                                        + e.reason().advice()
                                        + " It goes on by itself then; /health tells.")
                        .with("reason", e.reason().label())
                        .retryAfter(java.time.Duration.ofSeconds(5)),
                request);
    }

    @ExceptionHandler
    ResponseEntity<Object> storeFull(StoreOverloadedException e, WebRequest request) {
        return refusal(
                ProblemException.of(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "overloaded",
                                "More writes are waiting than the store takes; nothing was "
                                        + "changed. Retry after a pause.")
                        .retryAfter(java.time.Duration.ofSeconds(1)),
                request);
    }

    @ExceptionHandler
    @Nullable ResponseEntity<Object> ioFailure(IOException e, WebRequest request) {
        if (e.getClass().getSimpleName().equals("ClientAbortException")) {
            LOG.debug("client disconnected: {}", e.getMessage());
            return null;
        }
        return bug(e, request);
    }

    @ExceptionHandler
    ResponseEntity<Object> bug(Exception e, WebRequest request) {
        LOG.error("request failed: {}", path(request), e);
        return answer(
                Problems.of(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "internal",
                        "The service failed; its log has the cause under this trace_id.",
                        path(request),
                        List.of(),
                        Map.of()),
                new HttpHeaders());
    }

    /** A query or form that Tomcat cannot decode, such as {@code ?name=%ff}. */
    @ExceptionHandler
    ResponseEntity<Object> undecodable(InvalidParameterException e, WebRequest request) {
        LOG.debug("parameters not decodable: {}", e.getMessage());
        return invalid(
                "The parameters must be percent-encoded UTF-8.",
                List.of(),
                new HttpHeaders(),
                request);
    }

    /** The client hung up while we answered; there is nobody left to tell. */
    @Override
    protected @Nullable ResponseEntity<Object> handleAsyncRequestNotUsableException(
            AsyncRequestNotUsableException e, WebRequest request) {
        LOG.debug("client disconnected: {}", e.getMessage());
        return null;
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        if (e instanceof RefusedBodyException refused) {
            return answer(
                    Problems.of(
                            refused.status(),
                            refused.status() == HttpStatus.BAD_REQUEST
                                    ? "invalid-request"
                                    : "unsupported-media-type",
                            String.valueOf(e.getMessage()),
                            path(request),
                            refused.violations(),
                            Map.of()),
                    headers);
        }
        return invalid(
                "A JSON body is required.",
                List.of(new Violation("", "is missing")),
                headers,
                request);
    }

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var name = e.getPropertyName() == null ? "parameter" : e.getPropertyName();
        var expected = expected(e.getRequiredType());
        return invalid(
                "The parameter '" + name + "' must be " + expected + ".",
                List.of(new Violation("?" + name, "must be " + expected)),
                headers,
                request);
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == int.class
                || type == long.class
                || type == Integer.class
                || type == Long.class) {
            return "a whole number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type != null && type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> Wire.word((Enum<?>) constant))
                            .collect(Collectors.joining(", "));
        }
        return type == Instant.class ? "a timestamp such as 2026-01-31T12:00:00Z" : "a valid value";
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception e,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        if (status.is5xxServerError()) {
            return bug(e, request);
        }
        var detail = e instanceof ErrorResponse known ? known.getBody().getDetail() : null;
        return answer(
                Problems.of(status, detail == null ? "Refused." : detail, path(request)), headers);
    }

    private static ResponseEntity<Object> invalid(
            String detail, List<Violation> errors, HttpHeaders headers, WebRequest request) {
        return answer(
                Problems.of(
                        HttpStatus.BAD_REQUEST,
                        "invalid-request",
                        detail,
                        path(request),
                        errors,
                        Map.of()),
                headers);
    }

    private static ResponseEntity<Object> answer(Problem problem, HttpHeaders headers) {
        var all = new HttpHeaders();
        all.putAll(headers);
        all.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return new ResponseEntity<>(problem, all, HttpStatusCode.valueOf(problem.status()));
    }

    private static @Nullable String path(WebRequest request) {
        return request instanceof ServletWebRequest servlet
                ? servlet.getRequest().getRequestURI()
                : null;
    }
}
