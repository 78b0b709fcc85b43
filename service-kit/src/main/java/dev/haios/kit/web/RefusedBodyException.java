package dev.haios.kit.web;

import dev.haios.contracts.schema.Violation;
import java.util.List;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;

/** A body that is too large, not JSON, or not what its contract says; nothing was bound. */
final class RefusedBodyException extends HttpMessageNotReadableException {

    private final HttpStatus status;
    private final transient List<Violation> violations;

    RefusedBodyException(
            HttpStatus status, String detail, List<Violation> violations, HttpInputMessage input) {
        super(detail, input);
        this.status = status;
        this.violations = List.copyOf(violations);
    }

    HttpStatus status() {
        return status;
    }

    List<Violation> violations() {
        return violations;
    }
}
