package dev.haios.registry.changes;

import dev.haios.contracts.event.Event;
import dev.haios.contracts.event.EventTypes;
import dev.haios.contracts.registry.RegisteredService;
import dev.haios.contracts.registry.RegistryChangeKind;
import dev.haios.contracts.schema.RawJson;
import dev.haios.contracts.schema.Wire;
import dev.haios.kit.events.OutboxSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The log of changes as the event stream is told of it; nothing is written twice. An event's id is
 * made of the log's epoch and the revision, so that a repeated delivery is recognised.
 */
@Component
class ChangeEvents implements OutboxSource {

    private static final Map<RegistryChangeKind, String> TYPES =
            Map.of(
                    RegistryChangeKind.REGISTERED, EventTypes.SERVICE_REGISTERED,
                    RegistryChangeKind.REFRESHED, EventTypes.SERVICE_REGISTERED,
                    RegistryChangeKind.DEREGISTERED, EventTypes.SERVICE_DEREGISTERED,
                    RegistryChangeKind.STATUS_CHANGED, EventTypes.STATUS_CHANGED,
                    RegistryChangeKind.ROLE_CHANGED, EventTypes.ROLE_CHANGED);

    private final ChangeTable table;
    private final ChangeLog log;
    private final ChangeSettings settings;

    ChangeEvents(ChangeTable table, ChangeLog log, ChangeSettings settings) {
        this.table = table;
        this.log = log;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "registry_changes";
    }

    @Override
    public List<Entry> after(long position, int limit) {
        return table.behind(position, limit, TYPES.keySet()).stream()
                .map(row -> new Entry(revision(row), RawJson.of(event(row))))
                .toList();
    }

    /** Old changes go when the stream has them and watchers have enough left to catch up. */
    @Override
    public void delivered(long position) {
        table.dropBelow(Math.min(position, table.latest() - settings.keep()));
    }

    private Event event(ChangeTable.Row row) {
        var service = row.change().service();
        return new Event(
                Objects.requireNonNull(TYPES.get(row.change().kind())),
                "registry:" + log.epoch() + ":" + revision(row),
                row.change().ts(),
                null,
                Optional.ofNullable(service.agent()).orElse(service.name()),
                service.runId(),
                row.traceId(),
                fields(row, service));
    }

    private static Map<String, Object> fields(ChangeTable.Row row, RegisteredService service) {
        var detail = row.detail();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("service_id", service.serviceId());
        fields.put("service_name", service.name());
        fields.put("type", Wire.word(service.type()));
        fields.put("role", Wire.word(service.role()));
        fields.put("url", service.url());
        fields.put("caps", service.caps());
        fields.put("status", Wire.word(service.status()));
        put(fields, "activity", service.activity());
        put(fields, "from_role", detail.fromRole());
        fields.put("missed_beats", service.missedBeats());
        fields.put("epoch", service.epoch());
        fields.put("revision", revision(row));
        fields.put("last_heartbeat_ts", service.lastHeartbeatTs().toString());
        fields.put("cause", detail.cause());
        if (detail.reason() != null) {
            fields.put("reason", detail.reason());
        }
        if (detail.changedBy() != null) {
            fields.put("changed_by", detail.changedBy());
        }
        if (row.change().kind() == RegistryChangeKind.REFRESHED) {
            fields.put("refreshed", true);
        }
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, @Nullable Enum<?> word) {
        if (word != null) {
            fields.put(name, Wire.word(word));
        }
    }

    private static long revision(ChangeTable.Row row) {
        return Objects.requireNonNull(row.change().revision());
    }
}
