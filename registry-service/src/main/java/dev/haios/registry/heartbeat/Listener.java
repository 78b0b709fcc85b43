package dev.haios.registry.heartbeat;

import dev.haios.contracts.heartbeat.ServiceHeartbeat;
import dev.haios.contracts.registry.RegistryChangeKind;
import dev.haios.kit.store.Store;
import dev.haios.registry.catalog.Catalog;
import dev.haios.registry.catalog.Report;
import dev.haios.registry.changes.Detail;
import dev.haios.registry.changes.Journal;
import dev.haios.registry.changes.LoadFeed;
import dev.haios.registry.liveness.Pulse;
import dev.haios.registry.liveness.Uptime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Hears heartbeats: durable before they are answered, all those of one request in one unit. */
@Component
class Listener {

    private final Store store;
    private final HeartbeatTable table;
    private final Journal journal;
    private final Catalog catalog;
    private final LoadFeed loads;
    private final Uptime uptime;

    Listener(
            Store store,
            HeartbeatTable table,
            Journal journal,
            Catalog catalog,
            LoadFeed loads,
            Uptime uptime) {
        this.store = store;
        this.table = table;
        this.journal = journal;
        this.catalog = catalog;
        this.loads = loads;
        this.uptime = uptime;
    }

    /** What became of each, in the same order. */
    List<Beat> hear(List<ServiceHeartbeat> heartbeats) {
        var pulse = Pulse.at(uptime.nanos());
        var now = journal.now();
        return store.write(
                () -> heartbeats.stream().map(beat -> hear(beat, now)).toList(),
                beats -> beats.forEach(beat -> heard(beat, now, pulse)));
    }

    private Beat hear(ServiceHeartbeat said, Instant now) {
        var quiet = table.beatQuietly(said, now);
        if (quiet.isPresent()) {
            return new Beat.Quiet(said, quiet.get());
        }
        return table.beat(said, now, journal.nextRevision())
                .map(service ->
                        journal.write(
                                RegistryChangeKind.STATUS_CHANGED,
                                service,
                                0,
                                Detail.of("heartbeat")))
                .<Beat>map(change -> new Beat.Changed(said, change))
                .orElseGet(() -> new Beat.Unknown(said));
    }

    private void heard(Beat beat, Instant now, Pulse pulse) {
        switch (beat) {
            case Beat.Quiet(var said, _) -> heardQuietly(said, now, pulse);
            case Beat.Changed(_, var change) -> journal.committed(change, pulse);
            case Beat.Unknown _ -> {}
        }
    }

    /** Memory shows every commit before this one, so it can be brought forward from itself. */
    private void heardQuietly(ServiceHeartbeat said, Instant now, Pulse pulse) {
        var report = Report.of(said);
        Optional.ofNullable(catalog.find(said.serviceId()))
                .ifPresent(entry -> {
                    catalog.put(entry.service().beaten(report, now), pulse);
                    if (!report.equals(entry.service().report())) {
                        loads.stirred(said.serviceId());
                    }
                });
    }
}
