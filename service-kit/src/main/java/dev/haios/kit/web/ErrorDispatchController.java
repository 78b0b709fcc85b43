package dev.haios.kit.web;

import dev.haios.contracts.problem.Problem;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a servlet or filter reports by {@code sendError} ends here, as a problem like any other. */
@RestController
class ErrorDispatchController implements ErrorController {

    @RequestMapping("${spring.web.error.path:/error}")
    ResponseEntity<Problem> error(HttpServletRequest request) {
        // Called directly, and not by a dispatch, there is no status: then it is just unknown.
        var status =
                request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                        ? code
                        : 404;
        var path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        var problem =
                Problems.of(
                        HttpStatusCode.valueOf(status),
                        status < 500
                                ? "The request cannot be accepted."
                                : "The service failed; its log has the cause under this trace_id.",
                        path == null ? request.getRequestURI() : path.toString());
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
