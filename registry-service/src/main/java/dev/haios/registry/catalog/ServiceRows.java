package dev.haios.registry.catalog;

import dev.haios.contracts.heartbeat.Activity;
import dev.haios.contracts.heartbeat.DesiredState;
import dev.haios.contracts.heartbeat.Health;
import dev.haios.contracts.heartbeat.ResourceUse;
import dev.haios.contracts.heartbeat.TokenUsage;
import dev.haios.contracts.registry.ServiceRole;
import dev.haios.contracts.registry.ServiceType;
import dev.haios.contracts.schema.Wire;
import dev.haios.registry.liveness.Rhythm;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Reads rows of {@code services}; the statements that write them belong to the features. */
public final class ServiceRows {

    /** The columns {@link #map} needs, for {@code SELECT} and {@code RETURNING}. */
    public static final String COLUMNS =
            """
            service_id, name, type, role, url, caps, labels, ctx_limit, cost_hint_usd_per_1k,
            heartbeat_interval_s, ttl_s, status, last_heartbeat_ts, registered_at, p95_ms,
            queue_depth, load, activity, agent, run_id, progress, message, token_usage, resources,
            desired_state, silent, epoch, revision\
            """;

    private static final TypeReference<LinkedHashMap<String, @Nullable Object>> LABELS =
            new TypeReference<>() {};

    private ServiceRows() {}

    /** One row. */
    public static ServiceRecord map(ResultSet row, int number) throws SQLException {
        return new ServiceRecord(profile(row), report(row), standing(row));
    }

    /**
     * The constant behind a word that the registry itself stored.
     *
     * @throws IllegalStateException if somebody else wrote the column
     */
    public static <E extends Enum<E>> E constant(Class<E> type, String word) {
        return Wire.constant(type, word)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "the store holds no " + type.getSimpleName() + ": " + word));
    }

    private static Profile profile(ResultSet row) throws SQLException {
        var price = row.getDouble("cost_hint_usd_per_1k");
        var usdPer1k = row.wasNull() ? null : BigDecimal.valueOf(price);
        return new Profile(
                row.getString("service_id"),
                row.getString("name"),
                constant(ServiceType.class, row.getString("type")),
                constant(ServiceRole.class, row.getString("role")),
                row.getString("url"),
                List.of(Wire.mapper().readValue(row.getString("caps"), String[].class)),
                labels(row.getString("labels")),
                whole(row, "ctx_limit"),
                usdPer1k,
                new Rhythm(
                        Duration.ofSeconds(row.getLong("heartbeat_interval_s")),
                        Duration.ofSeconds(row.getLong("ttl_s"))),
                Instant.parse(row.getString("registered_at")));
    }

    private static Report report(ResultSet row) throws SQLException {
        var activity = row.getString("activity");
        return new Report(
                constant(Health.class, row.getString("status")),
                activity == null ? null : constant(Activity.class, activity),
                row.getString("agent"),
                row.getString("run_id"),
                decimal(row, "progress"),
                row.getString("message"),
                json(row.getString("token_usage"), TokenUsage.class),
                json(row.getString("resources"), ResourceUse.class),
                decimal(row, "p95_ms"),
                whole(row, "queue_depth"),
                decimal(row, "load"));
    }

    private static Standing standing(ResultSet row) throws SQLException {
        return new Standing(
                constant(DesiredState.class, row.getString("desired_state")),
                row.getLong("epoch"),
                row.getLong("revision"),
                Instant.parse(row.getString("last_heartbeat_ts")),
                row.getInt("silent") != 0);
    }

    private static Map<String, @Nullable Object> labels(@Nullable String text) {
        return text == null ? Map.of() : Wire.mapper().readValue(text, LABELS);
    }

    private static <T> @Nullable T json(@Nullable String text, Class<T> type) {
        return text == null ? null : Wire.mapper().readValue(text, type);
    }

    private static @Nullable Integer whole(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }

    private static @Nullable Double decimal(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }
}
