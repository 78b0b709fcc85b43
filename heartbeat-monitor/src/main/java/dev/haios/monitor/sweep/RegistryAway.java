package dev.haios.monitor.sweep;

/** The registry did not answer: whatever was going on cannot go on. */
final class RegistryAway extends RuntimeException {

    RegistryAway(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
