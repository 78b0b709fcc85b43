package dev.haios.gateway.openai;

import dev.haios.contracts.registry.ServiceType;
import dev.haios.contracts.routing.Candidate;
import dev.haios.contracts.routing.Rejection;
import dev.haios.contracts.routing.RoutePolicy;
import dev.haios.contracts.routing.RouteReply;
import dev.haios.contracts.routing.RouteRequest;
import dev.haios.contracts.routing.RouteTarget;
import dev.haios.gateway.route.RouteTable;
import dev.haios.gateway.route.Routing;
import dev.haios.kit.web.ProblemException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Which models there are, by the names under which a client may ask for them. */
@Component
class Models {

    private static final String AUTO = "auto";
    private static final String CAPABILITY = "capability:";

    /** What a model must be able to do that nobody asked anything special of. */
    private static final String CHAT_CAPABILITY = "infer";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RouteTable routes;

    Models(RouteTable routes) {
        this.routes = routes;
    }

    /** One name and whose it is. */
    record Model(String id, String object, long created, String ownedBy) {}

    /** Whom a model's name means: a service, whoever serves such a model, or who can do it. */
    RouteTarget target(String model) {
        if (model.equals(AUTO) || model.startsWith(CAPABILITY)) {
            var capability =
                    model.equals(AUTO) ? CHAT_CAPABILITY : model.substring(CAPABILITY.length());
            try {
                return target(List.of(capability), null);
            } catch (IllegalArgumentException e) {
                throw OpenAiError.invalid("model", "names no capability: " + e.getMessage());
            }
        }
        var reply = all();
        if (reply.candidates().stream().map(Candidate::name).anyMatch(model::equals)) {
            return target(List.of(), model);
        }
        return reply.candidates().stream()
                .filter(candidate -> model.equals(candidate.model()))
                .map(Candidate::name)
                .findFirst()
                .or(() ->
                        // Not now, but registered: routing says why.
                        reply.rejected().stream()
                                .map(Rejection::name)
                                .filter(model::equals)
                                .findFirst())
                .map(name -> target(List.of(), name))
                .orElseThrow(() -> OpenAiError.unknownModel(model));
    }

    private static RouteTarget target(List<String> caps, @Nullable String name) {
        return new RouteTarget(ServiceType.MODEL, null, caps, name, null);
    }

    /** Every name that works now. */
    List<Model> list() {
        Map<String, Model> models = new LinkedHashMap<>();
        models.put(AUTO, model(AUTO, "haios"));
        for (var candidate : all().candidates()) {
            var owner = candidate.provider() == null ? "haios" : candidate.provider();
            models.putIfAbsent(candidate.name(), model(candidate.name(), owner));
            if (candidate.model() != null) {
                models.putIfAbsent(candidate.model(), model(candidate.model(), owner));
            }
        }
        return List.copyOf(models.values());
    }

    private static Model model(String id, String owner) {
        return new Model(id, "model", 0, owner);
    }

    private RouteReply all() {
        var question =
                new RouteRequest(
                        target(List.of(), null), new RoutePolicy(null, null, null, List.of()));
        return switch (routes.find(question, PATIENCE)) {
            case Routing.Known(var reply, _) -> reply;
            case Routing.Refused(var problem) -> throw away(String.valueOf(problem.detail()));
            case Routing.Unknown(var reason) -> throw away(reason);
        };
    }

    private static ProblemException away(String why) {
        return ProblemException.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "nothing-available",
                "Nobody knows which models there are: " + why);
    }
}
