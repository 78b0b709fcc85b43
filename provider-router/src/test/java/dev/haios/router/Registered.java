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
import org.jspecify.annotations.Nullable;

/** A registered service in the making: a healthy production model unless told otherwise. */
public record Registered(
        String name,
        ServiceType type,
        ServiceRole role,
        List<String> caps,
        Map<String, @Nullable Object> labels,
        @Nullable Integer ctx,
        @Nullable BigDecimal usd,
        Health health,
        @Nullable Activity activity,
        @Nullable String message,
        DesiredState desired,
        @Nullable Double p95,
        @Nullable Double load,
        @Nullable Integer queue,
        int missed) {

    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");

    public static Registered model(String name, String... caps) {
        return new Registered(
                name,
                ServiceType.MODEL,
                ServiceRole.PRODUCTION,
                List.of(caps),
                Map.of(),
                null,
                null,
                Health.OK,
                null,
                null,
                DesiredState.RUN,
                null,
                null,
                null,
                0);
    }

    /** Its id is derived from its name. */
    public String id() {
        return "id-" + name;
    }

    public Registered type(ServiceType other) {
        return with(
                other, role, labels, ctx, usd, health, activity, message, desired, p95, load, queue,
                missed);
    }

    public Registered role(ServiceRole other) {
        return with(
                type, other, labels, ctx, usd, health, activity, message, desired, p95, load, queue,
                missed);
    }

    public Registered label(String key, String value) {
        var all = new TreeMap<String, @Nullable Object>(labels);
        all.put(key, value);
        return with(
                type, role, all, ctx, usd, health, activity, message, desired, p95, load, queue,
                missed);
    }

    public Registered ctx(int tokens) {
        return with(
                type, role, labels, tokens, usd, health, activity, message, desired, p95, load,
                queue, missed);
    }

    public Registered usd(String per1k) {
        return with(
                type,
                role,
                labels,
                ctx,
                new BigDecimal(per1k),
                health,
                activity,
                message,
                desired,
                p95,
                load,
                queue,
                missed);
    }

    public Registered health(Health other, @Nullable String why) {
        return with(
                type, role, labels, ctx, usd, other, activity, why, desired, p95, load, queue,
                missed);
    }

    public Registered silent(int beats) {
        return with(
                type,
                role,
                labels,
                ctx,
                usd,
                Health.DOWN,
                activity,
                message,
                desired,
                p95,
                load,
                queue,
                beats);
    }

    public Registered activity(Activity other) {
        return with(
                type, role, labels, ctx, usd, health, other, message, desired, p95, load, queue,
                missed);
    }

    public Registered desired(DesiredState other) {
        return with(
                type, role, labels, ctx, usd, health, activity, message, other, p95, load, queue,
                missed);
    }

    public Registered p95(double ms) {
        return with(
                type, role, labels, ctx, usd, health, activity, message, desired, ms, load, queue,
                missed);
    }

    public Registered load(double share, int waiting) {
        return with(
                type, role, labels, ctx, usd, health, activity, message, desired, p95, share,
                waiting, missed);
    }

    private Registered with(
            ServiceType type,
            ServiceRole role,
            Map<String, @Nullable Object> labels,
            @Nullable Integer ctx,
            @Nullable BigDecimal usd,
            Health health,
            @Nullable Activity activity,
            @Nullable String message,
            DesiredState desired,
            @Nullable Double p95,
            @Nullable Double load,
            @Nullable Integer queue,
            int missed) {
        return new Registered(
                name, type, role, caps, labels, ctx, usd, health, activity, message, desired, p95,
                load, queue, missed);
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
