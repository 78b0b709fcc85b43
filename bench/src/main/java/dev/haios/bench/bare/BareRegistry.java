package dev.haios.bench.bare;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Keeps services in a map and finds them by capability; forgets everything when it ends. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
public final class BareRegistry {

    private final Map<String, Map<String, Object>> services = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Map<String, Object>>> byCapability =
            new ConcurrentHashMap<>();

    /** The answer to a call that changes something. */
    record Done(boolean success, String serviceId) {}

    /** The answer to a question. */
    record Found(Collection<Map<String, Object>> services, int count) {}

    @PostMapping("/register")
    Done register(@RequestBody Map<String, Object> service) {
        var id = String.valueOf(service.get("service_id"));
        var kept = new ConcurrentHashMap<>(service);
        services.put(id, kept);
        if (service.get("caps") instanceof List<?> caps) {
            caps.forEach(cap ->
                    byCapability
                            .computeIfAbsent(String.valueOf(cap), _ -> new ConcurrentHashMap<>())
                            .put(id, kept));
        }
        return new Done(true, id);
    }

    @PutMapping("/heartbeat")
    ResponseEntity<Done> heartbeat(@RequestBody Map<String, Object> beat) {
        var id = String.valueOf(beat.get("service_id"));
        var service = services.get(id);
        if (service == null) {
            return ResponseEntity.notFound().build();
        }
        service.put("status", beat.getOrDefault("status", "ok"));
        service.put("heard_nanos", System.nanoTime());
        return ResponseEntity.ok(new Done(true, id));
    }

    @GetMapping("/discover")
    Found discover(@RequestParam String cap) {
        var found = byCapability.getOrDefault(cap, Map.of()).values();
        return new Found(found, found.size());
    }

    /** The entry point of the process. */
    public static void main(String[] arguments) {
        BareLaunch.run(BareRegistry.class, arguments);
    }
}
