package dev.haios.registry.registration;

import dev.haios.contracts.registry.Deregistration;
import dev.haios.contracts.registry.RegistrationReply;
import dev.haios.contracts.registry.ServiceRegistration;
import dev.haios.kit.access.Caller;
import dev.haios.kit.access.Requires;
import dev.haios.kit.access.Role;
import dev.haios.kit.access.UrlPolicy;
import dev.haios.kit.access.UrlPolicy.Verdict;
import dev.haios.registry.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RegistrationController {

    private final Reception reception;
    private final UrlPolicy urls;

    RegistrationController(Reception reception, UrlPolicy urls) {
        this.reception = reception;
        this.urls = urls;
    }

    /** The answer to a service that left. */
    record Departure(boolean success, String serviceId) {}

    @Requires(Role.AGENT)
    @PostMapping("/register")
    ResponseEntity<RegistrationReply> register(
            @RequestBody ServiceRegistration registration, HttpServletRequest request) {
        requireCallable(registration.url());
        return switch (reception.register(registration, caller(request))) {
            case Arrival.Registered(var service, var created, _) ->
                    ResponseEntity.status(created ? HttpStatus.CREATED : HttpStatus.OK)
                            .body(
                                    new RegistrationReply(
                                            true,
                                            service.id(),
                                            service.health(),
                                            service.standing().epoch(),
                                            created));
            case Arrival.Taken(var holder) ->
                    throw Problems.nameAndUrlTaken(
                            String.valueOf(registration.serviceId()), holder);
            case Arrival.Full(var services) -> throw Problems.full(services);
        };
    }

    @Requires(Role.AGENT)
    @PostMapping("/deregister")
    Departure deregister(@RequestBody Deregistration departure, HttpServletRequest request) {
        var id = departure.serviceId();
        if (reception.deregister(id, caller(request)).isEmpty()) {
            throw Problems.unknownService(id);
        }
        return new Departure(true, id);
    }

    private void requireCallable(String url) {
        try {
            if (urls.check(new URI(url)) instanceof Verdict.Refused(var reason)) {
                throw Problems.urlNotAllowed(url, reason);
            }
        } catch (URISyntaxException e) {
            throw Problems.urlNotAllowed(url, "The URL cannot be read: " + e.getReason() + ".");
        }
    }

    private static String caller(HttpServletRequest request) {
        var caller = Caller.of(request);
        return caller == null ? "unknown" : caller.name();
    }
}
