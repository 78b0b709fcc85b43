package dev.haios.registry.registration;

import dev.haios.contracts.registry.RegistryChangeKind;
import dev.haios.contracts.registry.ServiceRegistration;
import dev.haios.kit.store.Store;
import dev.haios.registry.catalog.ServiceRecord;
import dev.haios.registry.changes.Change;
import dev.haios.registry.changes.Detail;
import dev.haios.registry.changes.Journal;
import dev.haios.registry.liveness.Pulse;
import dev.haios.registry.liveness.Uptime;
import dev.haios.registry.promotion.RoleHistory;
import dev.haios.registry.registration.RegistrationTable.Known;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes services in and lets them go. */
@Component
class Reception {

    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    private final Store store;
    private final RegistrationTable table;
    private final RoleHistory roles;
    private final Journal journal;
    private final Uptime uptime;
    private final Room room;

    Reception(
            Store store,
            RegistrationTable table,
            RoleHistory roles,
            Journal journal,
            Uptime uptime,
            Room room) {
        this.room = room;
        this.store = store;
        this.table = table;
        this.roles = roles;
        this.journal = journal;
        this.uptime = uptime;
    }

    /**
     * Registers a service or refreshes it. An id that exists is refreshed, also under a new name or
     * URL; otherwise a known name and URL keep the id they have; otherwise the service is new,
     * under the id it brings or one made here.
     */
    Arrival register(ServiceRegistration registration, String caller) {
        var pulse = Pulse.at(uptime.nanos());
        var arrival =
                store.write(
                        () -> arrive(registration, caller), arrived -> committed(arrived, pulse));
        if (arrival instanceof Arrival.Registered(var service, var created, _)) {
            LOG.info(
                    "service {} ({}) {} at {}, epoch {}",
                    service.id(),
                    service.profile().name(),
                    created ? "registered" : "registered again",
                    service.profile().url(),
                    service.standing().epoch());
        }
        return arrival;
    }

    private void committed(Arrival arrival, Pulse pulse) {
        if (arrival instanceof Arrival.Registered registered) {
            registered.changes().forEach(change -> journal.committed(change, pulse));
        }
    }

    /** Forgets a service; empty when there is none of this id. */
    Optional<Change> deregister(String serviceId, String caller) {
        return store.write(
                () -> table.remove(serviceId).map(service -> departed(service, caller)),
                departed -> departed.ifPresent(journal::committedRemoval));
    }

    private Arrival arrive(ServiceRegistration registration, String caller) {
        var wanted = registration.serviceId();
        var known = table.known(wanted, registration.name(), registration.url());
        if (known.size() > 1) {
            return new Arrival.Taken(
                    known.stream()
                            .map(Known::id)
                            .filter(id -> !id.equals(wanted))
                            .findFirst()
                            .orElseThrow());
        }
        return known.isEmpty()
                ? add(registration, wanted, caller)
                : refresh(known.getFirst(), registration, caller);
    }

    private Arrival add(ServiceRegistration registration, @Nullable String wanted, String caller) {
        if (room.isTaken()) {
            return new Arrival.Full(room.services());
        }
        var id = wanted == null ? UUID.randomUUID().toString() : wanted;
        var service =
                table.add(
                        id,
                        registration,
                        journal.now(),
                        table.nextEpoch(id),
                        journal.nextRevision());
        return new Arrival.Registered(
                service,
                true,
                List.of(journal.write(RegistryChangeKind.REGISTERED, service, 0, by(caller))));
    }

    private Arrival refresh(Known known, ServiceRegistration registration, String caller) {
        var id = known.id();
        // Its row is read before it is written over: the evidence for a change of role.
        var before = known.isMovedBy(registration.role()) ? table.find(id) : null;
        var service =
                table.refresh(
                        id,
                        registration,
                        journal.now(),
                        table.nextEpoch(id),
                        journal.nextRevision());
        var changes = new ArrayList<Change>();
        changes.add(journal.write(RegistryChangeKind.REFRESHED, service, 0, by(caller)));
        if (before != null) {
            var from = new Detail("registration", null, caller, before.profile().role());
            var moved = table.stamp(id, journal.nextRevision());
            changes.add(roles.changed(moved, before, 0, from));
        }
        return new Arrival.Registered(service, false, changes);
    }

    private static Detail by(String caller) {
        return new Detail("registration", null, caller, null);
    }

    private Change departed(ServiceRecord service, String caller) {
        LOG.info("service {} ({}) deregistered", service.id(), service.profile().name());
        return journal.write(
                RegistryChangeKind.DEREGISTERED,
                service,
                0,
                new Detail("departure", null, caller, null));
    }
}
