package dev.haios.gateway.route;

import dev.haios.contracts.routing.RouteReply;
import dev.haios.contracts.routing.RouteRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A bounded number of answers; the one used longest ago makes room. Thread-safe. */
final class KeptAnswers {

    private final Map<RouteRequest, Kept> answers;

    /**
     * One answer.
     *
     * @param connection of the router's watch during which it was asked for
     * @param askedNanos when it came, on the ticker
     */
    record Kept(RouteReply reply, long connection, long askedNanos) {}

    KeptAnswers(int most) {
        answers =
                new LinkedHashMap<>(16, 0.75f, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<RouteRequest, Kept> eldest) {
                        return super.size() > most;
                    }
                };
    }

    synchronized @Nullable Kept get(RouteRequest question) {
        return answers.get(question);
    }

    synchronized int size() {
        return answers.size();
    }

    synchronized void put(RouteRequest question, Kept answer) {
        answers.put(question, answer);
    }
}
