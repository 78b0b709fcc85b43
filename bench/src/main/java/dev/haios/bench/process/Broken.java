package dev.haios.bench.process;

/** The benchmark itself cannot be run to its end; the message is for a person. */
public final class Broken extends RuntimeException {

    public Broken(String message) {
        super(message);
    }

    public Broken(String message, Throwable cause) {
        super(message, cause);
    }
}
