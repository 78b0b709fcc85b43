package dev.haios.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.eviction.EvictionAction;
import dev.haios.contracts.eviction.EvictionReply;
import dev.haios.contracts.registry.RegisteredService;
import dev.haios.contracts.registry.RegistrationReply;
import dev.haios.contracts.registry.ServiceList;
import dev.haios.contracts.schema.Wire;
import dev.haios.kit.testing.Http;
import dev.haios.kit.testing.Response;
import dev.haios.kit.testing.SettableTime;
import dev.haios.kit.testing.TestService;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A registry under test, and the few calls every test makes. */
public final class TestRegistry implements AutoCloseable {

    public static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    private final TestService service;
    private final SettableTime time;

    private TestRegistry(TestService service, SettableTime time) {
        this.service = service;
        this.time = time;
    }

    public static TestRegistry start(Path home, SettableTime time, String... properties) {
        return new TestRegistry(
                TestService.start(RegistryApplication.class, home, time, properties), time);
    }

    public static TestRegistry start(Path home, String... properties) {
        return start(home, new SettableTime(START), properties);
    }

    public Http http() {
        return service.http();
    }

    public URI url() {
        return service.url();
    }

    public <T> T bean(Class<T> type) {
        return service.bean(type);
    }

    public void advance(long seconds) {
        time.advance(Duration.ofSeconds(seconds));
    }

    public SettableTime time() {
        return time;
    }

    /** Registers an experimental model of this name with the capability infer. */
    public String register(String name) {
        return register(
                        """
                        {"name":"%s","type":"model","role":"experimental",
                         "url":"http://127.0.0.1:8888/%s","caps":["infer"]}
                        """
                                .formatted(name, name.replace(' ', '_')),
                        201)
                .serviceId();
    }

    public RegistrationReply register(String body, int status) {
        var response = http().post("/register", body);
        assertThat(response.status()).as(response.body()).isEqualTo(status);
        return response.as(RegistrationReply.class);
    }

    public Response beat(String id, String status) {
        return http().put(
                        "/heartbeat",
                        "{\"service_id\":\"%s\",\"status\":\"%s\"}".formatted(id, status));
    }

    public void beat(List<String> ids) {
        ids.forEach(id -> assertThat(beat(id, "ok").status()).isEqualTo(200));
    }

    public RegisteredService service(String id) {
        var response = http().get("/services/" + id);
        assertThat(response.status()).as(response.body()).isEqualTo(200);
        return response.as(RegisteredService.class);
    }

    public ServiceList list(String pathAndQuery) {
        var response = http().get(pathAndQuery);
        assertThat(response.status()).as(response.body()).isEqualTo(200);
        return response.as(ServiceList.class);
    }

    public List<String> names(String pathAndQuery) {
        return list(pathAndQuery).items().stream().map(RegisteredService::name).toList();
    }

    public EvictionReply evict(String id, EvictionAction action, Instant expected) {
        var response =
                http().post(
                                "/evict",
                                """
                                {"service_id":"%s","action":"%s",
                                 "expected_last_heartbeat_ts":"%s"}
                                """
                                        .formatted(id, Wire.word(action), expected));
        assertThat(response.status()).as(response.body()).isEqualTo(200);
        return response.as(EvictionReply.class);
    }

    @Override
    public void close() {
        service.close();
    }
}
