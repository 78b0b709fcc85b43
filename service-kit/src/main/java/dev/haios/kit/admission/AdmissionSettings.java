package dev.haios.kit.admission;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How much this process takes on at once, bound from {@code haios.admission}. The numbers follow
 * from the heap; {@code docs/limits.md} has the arithmetic.
 *
 * @param maxRequests requests at once, those on other lanes not counted
 * @param maxReserved requests at once to {@code reservedPaths}
 * @param reservedPaths what must get through while everything else is refused, heartbeats above all
 * @param maxStreams open streams at once on {@code streamPaths}
 * @param streamPaths endpoints whose answers do not end by themselves
 * @param maxProbes requests at once to {@code /health}, {@code /metrics} and the like
 * @param maxConnections connections kept; one more takes the place of the one that was idle longest
 * @param headerTimeout how long the head of a request may take to arrive
 * @param bodyTimeout how long a body may take to arrive
 * @param answerTimeout how long a client may keep an answer from being written
 */
@ConfigurationProperties("haios.admission")
record AdmissionSettings(
        int maxRequests,
        int maxReserved,
        List<String> reservedPaths,
        int maxStreams,
        List<String> streamPaths,
        int maxProbes,
        int maxConnections,
        Duration headerTimeout,
        Duration bodyTimeout,
        Duration answerTimeout) {

    AdmissionSettings {
        reservedPaths = List.copyOf(reservedPaths);
        streamPaths = List.copyOf(streamPaths);
        requireOne("max-requests", maxRequests);
        requireOne("max-reserved", maxReserved);
        requireOne("max-streams", maxStreams);
        requireOne("max-probes", maxProbes);
        requirePositive("header-timeout", headerTimeout);
        requirePositive("body-timeout", bodyTimeout);
        requirePositive("answer-timeout", answerTimeout);
        int busy = maxRequests + maxReserved + maxStreams + maxProbes;
        if (maxConnections <= busy) {
            // Only then is there always an idle connection that can make room for a new one.
            throw new IllegalArgumentException(
                    "haios.admission.max-connections must be more than the "
                            + busy
                            + " that can be busy at once, is "
                            + maxConnections);
        }
    }

    private static void requireOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "haios.admission." + name + " must be at least 1, is " + value);
        }
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(
                    "haios.admission." + name + " must be longer than zero, is " + value);
        }
    }
}
