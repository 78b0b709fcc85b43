package dev.haios.monitor;

import dev.haios.contracts.schema.Violation;
import dev.haios.kit.web.ProblemException;
import java.util.List;
import org.springframework.http.HttpStatus;

/**
 * The refusals that only this service makes.
 *
 * <ul>
 *   <li>{@code invalid-parameter} (400): a parameter of the query is unknown or not what it should
 *       be
 *   <li>{@code registry-unreachable} (503): nothing can be found out without the registry
 * </ul>
 */
public final class MonitorProblems {

    private MonitorProblems() {}

    /** Names the parameter; {@code rule} finishes the sentence that begins with it. */
    public static ProblemException invalidParameter(String name, String rule) {
        return ProblemException.of(
                        HttpStatus.BAD_REQUEST,
                        "invalid-parameter",
                        "The parameter '" + name + "' " + rule + ".")
                .at(List.of(new Violation("?" + name, rule)));
    }

    /** The registry did not answer, so that nothing was changed. */
    public static ProblemException registryUnreachable(String reason) {
        return ProblemException.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "registry-unreachable",
                "The registry did not answer, so the sweep ended early: " + reason);
    }
}
