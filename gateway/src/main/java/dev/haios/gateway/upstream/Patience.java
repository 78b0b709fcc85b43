package dev.haios.gateway.upstream;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * How long one try may take.
 *
 * @param attempt until its answer is complete, or until a streamed one has begun
 * @param whole what is left of the caller's time at the moment of asking; limits a streamed answer
 *     once it has begun
 */
public record Patience(Duration attempt, Supplier<Duration> whole) {}
