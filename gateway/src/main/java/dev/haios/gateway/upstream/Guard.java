package dev.haios.gateway.upstream;

import dev.haios.contracts.receipt.AttemptOutcome;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What keeps one service from being called: a circuit breaker that opens when it fails, and a limit
 * of calls under way. Thread-safe.
 */
final class Guard {

    private final CircuitBreaker breaker;
    private final Bulkhead bulkhead;
    private final UpstreamSettings settings;

    Guard(String serviceId, UpstreamSettings settings, Clock elapsing) {
        this.settings = settings;
        var limits = settings.breaker();
        this.breaker =
                CircuitBreaker.of(
                        serviceId,
                        CircuitBreakerConfig.custom()
                                .slidingWindowType(
                                        CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                                .slidingWindowSize(limits.window())
                                .minimumNumberOfCalls(limits.minimum())
                                .failureRateThreshold(limits.failurePercent())
                                .waitDurationInOpenState(limits.pause())
                                .permittedNumberOfCallsInHalfOpenState(limits.trials())
                                .writableStackTraceEnabled(false)
                                .clock(elapsing)
                                .build());
        this.bulkhead =
                Bulkhead.of(
                        serviceId,
                        BulkheadConfig.custom()
                                .maxConcurrentCalls(settings.maxConcurrent())
                                .maxWaitDuration(Duration.ZERO)
                                .writableStackTraceEnabled(false)
                                .build());
    }

    /** Calls the service, unless it is to be left alone. */
    Outcome call(Duration given, Supplier<Outcome> service) {
        if (!bulkhead.tryAcquirePermission()) {
            return Outcome.Retryable.heldBack(
                    AttemptOutcome.OVERLOADED,
                    settings.maxConcurrent() + " calls to it are under way already");
        }
        try {
            if (!breaker.tryAcquirePermission()) {
                return Outcome.Retryable.heldBack(
                        AttemptOutcome.CIRCUIT_OPEN, "it failed too often lately");
            }
            return permitted(given, service);
        } finally {
            bulkhead.onComplete();
        }
    }

    private Outcome permitted(Duration given, Supplier<Outcome> service) {
        boolean judged = false;
        try {
            var outcome = service.get();
            judged = judge(outcome, given);
            return outcome;
        } finally {
            if (!judged) {
                breaker.releasePermission();
            }
        }
    }

    /** Whether the outcome says anything about the service's health, and has been counted. */
    private boolean judge(Outcome outcome, Duration given) {
        return switch (outcome.word()) {
            case OK, REFUSED -> {
                breaker.onSuccess(0, TimeUnit.NANOSECONDS);
                yield true;
            }
            case TIMEOUT -> given.compareTo(settings.breaker().fairTimeout()) >= 0 && failed();
            case CONNECT_FAILED, UPSTREAM_ERROR, BAD_REPLY -> failed();
            // A service that says "too much" is well, and one whose caller left was not slow.
            case RATE_LIMITED, CANCELLED, CIRCUIT_OPEN, OVERLOADED -> false;
        };
    }

    private boolean failed() {
        breaker.onError(0, TimeUnit.NANOSECONDS, new IllegalStateException("call failed"));
        return true;
    }

    int inFlight() {
        return settings.maxConcurrent() - bulkhead.getMetrics().getAvailableConcurrentCalls();
    }

    /** 0 closed, 1 half open, 2 open. */
    int state() {
        return switch (breaker.getState()) {
            case CLOSED, DISABLED, METRICS_ONLY -> 0;
            case HALF_OPEN -> 1;
            case OPEN, FORCED_OPEN -> 2;
        };
    }
}
