package dev.haios.gateway.budget;

import dev.haios.contracts.routing.Candidate;
import dev.haios.contracts.schema.Bounds;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a budget can be for, as a word: {@code fleet} or {@code agent:Architect}. */
final class BudgetScope {

    static final String FLEET = "fleet";

    private static final String PROVIDER = "provider:";
    private static final String AGENT = "agent:";
    private static final String RUN = "run:";

    private BudgetScope() {}

    /**
     * Refuses what no call could ever fall under.
     *
     * @throws IllegalArgumentException saying what it must be
     */
    static String checked(String scope) {
        if (!scope.equals(FLEET)) {
            int colon = scope.indexOf(':');
            var name = scope.substring(colon + 1);
            switch (scope.substring(0, colon + 1)) {
                case PROVIDER, AGENT -> Bounds.name("scope", name);
                case RUN -> Bounds.runId("scope", name);
                default ->
                        throw new IllegalArgumentException(
                                "scope must be fleet, provider:<name>, agent:<name> or run:<id>");
            }
        }
        return scope;
    }

    /** Everything that a call to a candidate falls under; a provider also by its service's name. */
    static Set<String> of(Candidate candidate, @Nullable String agent, String runId) {
        var scopes = new LinkedHashSet<String>();
        scopes.add(FLEET);
        scopes.add(PROVIDER + candidate.name());
        if (candidate.provider() != null) {
            scopes.add(PROVIDER + candidate.provider());
        }
        if (agent != null) {
            scopes.add(AGENT + agent);
        }
        scopes.add(RUN + runId);
        return scopes;
    }

    /** The agent it is about, for events. */
    static @Nullable String agent(String scope) {
        return scope.startsWith(AGENT) ? scope.substring(AGENT.length()) : null;
    }

    /** The run it is about, for events. */
    static @Nullable String run(String scope) {
        return scope.startsWith(RUN) ? scope.substring(RUN.length()) : null;
    }
}
