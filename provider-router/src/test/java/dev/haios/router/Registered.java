package dev.haios.router;

import dev.haios.contracts.heartbeat.Activity;
import dev.haios.contracts.heartbeat.DesiredState;
import dev.haios.contracts.heartbeat.Health;
import dev.haios.contracts.registry.RegisteredService;
import dev.haios.contracts.registry.ServiceRole;
import dev.haios.contracts.registry.ServiceType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A registered service in the making: a healthy production model unless told otherwise. Each word
 * gives another one that differs in this and nothing else.
 */
public final class Registered {

    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");

    private final String name;
    private final List<String> caps;
    private ServiceType type = ServiceType.MODEL;
    private ServiceRole role = ServiceRole.PRODUCTION;
    private Map<String, @Nullable Object> labels = Map.of();
    private @Nullable Integer ctx;
    private @Nullable BigDecimal usd;
    private Health health = Health.OK;
    private @Nullable Activity activity;
    private @Nullable String message;
    private DesiredState desired = DesiredState.RUN;
    private @Nullable Double p95;
    private @Nullable Double load;
    private @Nullable Integer queue;
    private int missed;

    private Registered(String name, List<String> caps) {
        this.name = name;
        this.caps = caps;
    }

    public static Registered model(String name, String... caps) {
        return new Registered(name, List.of(caps));
    }

    /** Its id is derived from its name. */
    public String id() {
        return "id-" + name;
    }

    public @Nullable Double p95() {
        return p95;
    }

    public Registered type(ServiceType other) {
        return but(it -> it.type = other);
    }

    public Registered role(ServiceRole other) {
        return but(it -> it.role = other);
    }

    public Registered label(String key, String value) {
        var all = new TreeMap<String, @Nullable Object>(labels);
        all.put(key, value);
        return but(it -> it.labels = all);
    }

    public Registered ctx(int tokens) {
        return but(it -> it.ctx = tokens);
    }

    public Registered usd(String per1k) {
        return but(it -> it.usd = new BigDecimal(per1k));
    }

    public Registered health(Health other, @Nullable String why) {
        return but(it -> {
            it.health = other;
            it.message = why;
        });
    }

    public Registered silent(int beats) {
        return but(it -> {
            it.health = Health.DOWN;
            it.missed = beats;
        });
    }

    public Registered activity(Activity other) {
        return but(it -> it.activity = other);
    }

    public Registered desired(DesiredState other) {
        return but(it -> it.desired = other);
    }

    public Registered p95(double ms) {
        return but(it -> it.p95 = ms);
    }

    public Registered load(double share, int waiting) {
        return but(it -> {
            it.load = share;
            it.queue = waiting;
        });
    }

    private Registered but(Consumer<Registered> change) {
        var copy = new Registered(name, caps);
        copy.type = type;
        copy.role = role;
        copy.labels = labels;
        copy.ctx = ctx;
        copy.usd = usd;
        copy.health = health;
        copy.activity = activity;
        copy.message = message;
        copy.desired = desired;
        copy.p95 = p95;
        copy.load = load;
        copy.queue = queue;
        copy.missed = missed;
        change.accept(copy);
        return copy;
    }

    /** As the registry would list it at this revision. */
    // The canonical constructor of a compiled record loses the mark on the values of its map.
    @SuppressWarnings("NullAway")
    public RegisteredService at(long revision) {
        return new RegisteredService(
                id(),
                name,
                type,
                role,
                "http://127.0.0.1:9/" + name,
                caps,
                labels,
                ctx,
                usd,
                60,
                90,
                health,
                activity,
                null,
                null,
                null,
                message,
                null,
                null,
                p95,
                queue,
                load,
                desired,
                1,
                revision,
                T,
                T,
                missed);
    }
}
