package dev.haios.kit.admission;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which lane a request takes: by its path, since that is known before anything of it is read. */
final class Lanes {

    private static final List<String> PROBES = List.of("/health", "/metrics", "/", "/openapi.json");

    private final Lane requests;
    private final List<Lane> all;
    private final Map<String, Lane> byPath = new HashMap<>();

    Lanes(AdmissionSettings settings) {
        requests = new Lane("requests", settings.maxRequests());
        var reserved = new Lane("reserved", settings.maxReserved());
        var streams = new Lane("streams", settings.maxStreams());
        var probes = new Lane("probes", settings.maxProbes());
        all = List.of(requests, reserved, streams, probes);
        settings.reservedPaths().forEach(path -> byPath.put(path, reserved));
        settings.streamPaths().forEach(path -> byPath.put(path, streams));
        PROBES.forEach(path -> byPath.put(path, probes));
    }

    Lane of(String path) {
        return byPath.getOrDefault(path, requests);
    }

    /** The lane of everything that has none of its own. */
    Lane requests() {
        return requests;
    }

    List<Lane> all() {
        return all;
    }
}
