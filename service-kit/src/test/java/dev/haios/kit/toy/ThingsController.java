package dev.haios.kit.toy;

import dev.haios.contracts.event.Event;
import dev.haios.contracts.registry.ServiceRegistration;
import dev.haios.kit.access.Requires;
import dev.haios.kit.access.Role;
import dev.haios.kit.events.EventPublisher;
import dev.haios.kit.store.Store;
import dev.haios.kit.web.ProblemException;
import dev.haios.kit.web.SseAudience;
import dev.haios.kit.web.SseStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ThingsController {

    private final Store store;
    private final JdbcClient jdbc;
    private final EventPublisher events;
    private final SseAudience audience;

    ThingsController(Store store, JdbcClient jdbc, EventPublisher events, SseAudience audience) {
        this.store = store;
        this.jdbc = jdbc;
        this.events = events;
        this.audience = audience;
    }

    @Requires(Role.AGENT)
    @PostMapping("/things")
    Map<String, Object> add(@RequestBody ServiceRegistration thing) {
        store.write(() -> {
            events.record(Event.of("status_update", Map.of("thing", thing.name())));
            return jdbc.sql("INSERT INTO things (name) VALUES (?)").param(thing.name()).update();
        });
        return Map.of("name", thing.name());
    }

    @Requires(Role.VIEWER)
    @GetMapping("/things")
    Map<String, Object> count(@RequestParam(defaultValue = "10") int limit) {
        long count =
                store.read(
                        () -> jdbc.sql("SELECT count(*) FROM things").query(Long.class).single());
        return Map.of("count", Math.min(limit, count));
    }

    @Requires(Role.VIEWER)
    @GetMapping("/things/{name}")
    Map<String, Object> show(@PathVariable String name) {
        throw ProblemException.of(HttpStatus.NOT_FOUND, "unknown-thing", "There is no such thing.")
                .with("name", name);
    }

    @Requires(Role.VIEWER)
    @GetMapping("/broken")
    Map<String, Object> broken() {
        throw new IllegalStateException("secret inner detail");
    }

    @Requires(value = Role.OPERATOR, always = true)
    @PostMapping("/destroy")
    Map<String, Object> destroy() {
        return Map.of("destroyed", true);
    }

    @Requires(Role.SERVICE)
    @PostMapping("/internal")
    Map<String, Object> internal() {
        return Map.of("done", true);
    }

    /** Deliberately without a role: it must fail closed. */
    @PostMapping("/forgotten")
    Map<String, Object> forgotten() {
        return Map.of("done", true);
    }

    @Requires(Role.VIEWER)
    @GetMapping("/stream")
    void stream(@RequestParam int frames, @RequestParam int capacity, HttpServletResponse response)
            throws IOException {
        var stream = audience.join(capacity);
        try {
            for (int i = 1; i <= frames; i++) {
                stream.offer(
                        new SseStream.Frame(Integer.toString(i), "thing", "{\"n\":" + i + "}"));
            }
            stream.run(response, new SseStream.Frame(null, "reset", "{}"));
        } finally {
            audience.leave(stream);
        }
    }
}
