package dev.haios.gateway.upstream;

/** Who waits for an answer. */
@FunctionalInterface
public interface Caller {

    /** Whether the caller has hung up; never called while its request is being read or written. */
    boolean isGone();
}
