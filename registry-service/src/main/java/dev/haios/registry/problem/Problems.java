package dev.haios.registry.problem;

import dev.haios.contracts.registry.ServiceRole;
import dev.haios.contracts.schema.Violation;
import dev.haios.contracts.schema.Wire;
import dev.haios.kit.web.ProblemException;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpStatus;

/** What the registry refuses, each with its stable slug, status and the fields to act on. */
public final class Problems {

    /** Slug of {@link #unknownService}, also used inside a batch's answer. */
    public static final String UNKNOWN_SERVICE = "unknown-service";

    private Problems() {}

    /** 404: no service has this id (any more); it should register again. */
    public static ProblemException unknownService(String serviceId) {
        return ProblemException.of(
                        HttpStatus.NOT_FOUND,
                        UNKNOWN_SERVICE,
                        "No service has this id. It never registered or is gone: register again.")
                .with("service_id", serviceId);
    }

    /** 404: no service has this name. */
    public static ProblemException unknownName(String name) {
        return ProblemException.of(
                        HttpStatus.NOT_FOUND, UNKNOWN_SERVICE, "No service has this name.")
                .with("name", name);
    }

    /** 400: the fleet must not call this URL. */
    public static ProblemException urlNotAllowed(String url, String reason) {
        return ProblemException.of(HttpStatus.BAD_REQUEST, "url-not-allowed", reason)
                .with("url", url)
                .at(List.of(new Violation("/url", "must be one that the fleet may call")));
    }

    /** 409: another id is registered under this name and URL. */
    public static ProblemException nameAndUrlTaken(String serviceId, String holder) {
        return ProblemException.of(
                        HttpStatus.CONFLICT,
                        "name-and-url-taken",
                        "Another service is registered under this name and URL. Deregister it, or"
                                + " register under its id.")
                .with("service_id", serviceId)
                .with("held_by", holder);
    }

    /** 503: as many services are registered as may be. */
    public static ProblemException full(int services) {
        return ProblemException.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "registry-full",
                        "There is room for "
                                + services
                                + " services, and all of it is taken. Those that are registered may"
                                + " register again; others, when some have left.")
                .retryAfter(Duration.ofMinutes(1));
    }

    /** 409: the role is no longer the one the caller thinks. */
    public static ProblemException staleRole(String serviceId, ServiceRole now) {
        return ProblemException.of(
                        HttpStatus.CONFLICT,
                        "stale-role",
                        "The service no longer has the role in from_role. Look again and decide"
                                + " anew.")
                .with("service_id", serviceId)
                .with("role", Wire.word(now));
    }

    /** 409: the name stands for several services. */
    public static ProblemException ambiguousName(String name, List<String> serviceIds) {
        return ProblemException.of(
                        HttpStatus.CONFLICT,
                        "ambiguous-name",
                        "Several services have this name. Say which one by service_id.")
                .with("name", name)
                .with("service_ids", serviceIds);
    }

    /** 400: the query is not what its contract says. */
    public static ProblemException invalidQuery(List<Violation> violations) {
        var first = violations.getFirst();
        return ProblemException.of(
                        HttpStatus.BAD_REQUEST,
                        "invalid-request",
                        "The query cannot be understood: %s %s."
                                .formatted(first.pointer().substring(1), first.detail()))
                .at(violations);
    }

    /** 400: one parameter of the query is wrong. */
    public static ProblemException invalidParameter(String name, String detail) {
        return invalidQuery(List.of(new Violation("?" + name, detail)));
    }
}
