package dev.haios.cli.fleet;

import java.util.Map;

/**
 * A request a service is asked while its start cache is trained.
 *
 * @param method such as GET
 * @param path with its query
 * @param body sent as JSON; none when it is empty
 */
public record RehearsalCall(String method, String path, Map<String, Object> body) {

    public RehearsalCall {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException(
                    "path \"" + path + "\" of a rehearsal must begin with /");
        }
        body = Map.copyOf(body);
    }
}
