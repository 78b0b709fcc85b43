package dev.haios.fleet;

import java.util.List;
import java.util.Map;

/**
 * What a member is started with beside the usual.
 *
 * @param prefix words before {@code java}, for a command that becomes it
 * @param settings of the service beside the fleet's, or in their place
 * @param environment further variables, and others in place of the fleet's
 */
record Launch(List<String> prefix, Map<String, String> settings, Map<String, String> environment) {

    static Launch usual() {
        return new Launch(List.of(), Map.of(), Map.of());
    }

    static Launch with(Map<String, String> settings, Map<String, String> environment) {
        return new Launch(List.of(), settings, environment);
    }
}
