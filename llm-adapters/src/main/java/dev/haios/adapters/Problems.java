package dev.haios.adapters;

import dev.haios.adapters.backend.Answer;
import dev.haios.kit.web.ProblemException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Every refusal of the adapters' own endpoints. */
public final class Problems {

    /** The text does not fit into the model's context. */
    public static final String TEXT_TOO_LONG = "text-too-long";

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private Problems() {}

    /** The one that routed the call here knew something old: the next candidate may do it. */
    public static ProblemException capabilityNotOffered(String capability, List<String> offered) {
        return ProblemException.of(
                        HttpStatus.NOT_IMPLEMENTED,
                        "capability-not-offered",
                        "This model cannot do '" + capability + "'; see offered.")
                .with("capability", capability)
                .with("offered", offered);
    }

    public static ProblemException notAClassifier(String model) {
        return ProblemException.of(
                        HttpStatus.NOT_FOUND,
                        "not-a-domain-classifier",
                        "This adapter does not classify domains; ask tlc-domain-classifier.")
                .with("model", model);
    }

    public static ProblemException badHeader(String header, String rule) {
        return ProblemException.of(
                HttpStatus.BAD_REQUEST, "invalid-header", "The header " + header + " " + rule);
    }

    public static ProblemException badScript(String reason) {
        return ProblemException.of(
                HttpStatus.BAD_REQUEST,
                "invalid-mock-script",
                "The parameter 'mock' is no script: " + reason);
    }

    /** What a failed piece of work is over HTTP. */
    public static ProblemException of(Answer.Failed failed) {
        return switch (failed.failure()) {
            case Answer.Failure.TooLong(int max) ->
                    ProblemException.of(
                                    HttpStatus.CONTENT_TOO_LARGE, TEXT_TOO_LONG, failed.detail())
                            .with("max_characters", max);
            case Answer.Failure.DeadlinePassed() ->
                    ProblemException.of(
                            HttpStatus.GATEWAY_TIMEOUT, "deadline-passed", failed.detail());
            case Answer.Failure.BrokenOff() ->
                    ProblemException.of(HttpStatus.BAD_GATEWAY, "broken-off", failed.detail());
            case Answer.Failure.NotConfigured() ->
                    ProblemException.of(
                            HttpStatus.SERVICE_UNAVAILABLE, "not-configured", failed.detail());
            case Answer.Failure.ShutOut() ->
                    ProblemException.of(
                            HttpStatus.SERVICE_UNAVAILABLE, "provider-shut-out", failed.detail());
            case Answer.Failure.RateLimited(var after) ->
                    waiting(HttpStatus.TOO_MANY_REQUESTS, "rate-limited", failed.detail(), after);
            case Answer.Failure.ProviderDown(var after) ->
                    waiting(HttpStatus.BAD_GATEWAY, "provider-down", failed.detail(), after);
            case Answer.Failure.Refused(var param) -> {
                var problem =
                        ProblemException.of(
                                HttpStatus.BAD_REQUEST, "provider-refused", failed.detail());
                yield param == null ? problem : problem.with("param", param);
            }
            case Answer.Failure.Scripted(int status) -> scripted(status, failed.detail());
        };
    }

    private static ProblemException waiting(
            HttpStatus status, String slug, String detail, @Nullable Duration after) {
        var problem = ProblemException.of(status, slug, detail);
        return after == null ? problem : problem.retryAfter(after);
    }

    private static ProblemException scripted(int status, String detail) {
        var known = HttpStatus.resolve(status);
        var problem =
                ProblemException.of(
                        known == null ? HttpStatus.INTERNAL_SERVER_ERROR : known,
                        "scripted",
                        detail);
        return status == 429 || status == 503 ? problem.retryAfter(PAUSE) : problem;
    }
}
