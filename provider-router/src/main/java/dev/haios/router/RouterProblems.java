package dev.haios.router;

import dev.haios.kit.web.ProblemException;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/**
 * The refusals that only this service makes.
 *
 * <ul>
 *   <li>{@code registry-unknown} (503): nothing is known about the fleet yet
 * </ul>
 */
public final class RouterProblems {

    private RouterProblems() {}

    /** Nobody is known because the registry has not answered since the start: not an empty list. */
    public static ProblemException registryUnknown() {
        return ProblemException.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "registry-unknown",
                        "The registry has not been reached since this router started, so nobody is"
                                + " known yet. Retry; see /health.")
                .retryAfter(Duration.ofSeconds(1));
    }
}
