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
import java.util.ArrayList;
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

    Reception(
            Store store,
            RegistrationTable table,
            RoleHistory roles,
            Journal journal,
            Uptime uptime) {
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
        return store.write(
                () -> arrive(registration, caller),
                arrival -> {
                    if (arrival instanceof Arrival.Registered registered) {
                        registered.changes().forEach(change -> journal.committed(change, pulse));
                    }
                });
    }

    /** Forgets a service; empty when there is none of this id. */
    Optional<Change> deregister(String serviceId, String caller) {
        return store.write(
                () -> table.remove(serviceId).map(service -> departed(service, caller)),
                departed -> departed.ifPresent(journal::committedRemoval));
    }

    private Arrival arrive(ServiceRegistration registration, String caller) {
        var wanted = registration.serviceId();
        var before = wanted == null ? Optional.<ServiceRecord>empty() : table.find(wanted);
        var namesake = table.find(registration.name(), registration.url());
        if (before.isPresent()
                && namesake.isPresent()
                && !namesake.get().id().equals(before.get().id())) {
            return new Arrival.Taken(namesake.get().id());
        }
        var known = before.or(() -> namesake).orElse(null);
        var id = admit(registration, known, wanted);
        var service = table.stamp(id, table.nextEpoch(id), journal.nextRevision());
        var detail = new Detail("registration", null, caller, null);
        var changes = new ArrayList<Change>();
        changes.add(
                journal.write(
                        known == null
                                ? RegistryChangeKind.REGISTERED
                                : RegistryChangeKind.REFRESHED,
                        service,
                        0,
                        detail));
        if (known != null && known.profile().role() != service.profile().role()) {
            changes.add(
                    roles.changed(
                            table.stamp(id, service.standing().epoch(), journal.nextRevision()),
                            known,
                            0,
                            new Detail("registration", null, caller, known.profile().role())));
        }
        LOG.info(
                "service {} ({}) {} at {}, epoch {}",
                id,
                registration.name(),
                known == null ? "registered" : "registered again",
                registration.url(),
                service.standing().epoch());
        return new Arrival.Registered(service, known == null, changes);
    }

    private String admit(
            ServiceRegistration registration,
            @Nullable ServiceRecord known,
            @Nullable String wanted) {
        var now = journal.now();
        if (known != null) {
            table.refresh(known.id(), registration, now);
            return known.id();
        }
        var newId = wanted == null ? UUID.randomUUID().toString() : wanted;
        return table.addOrRefresh(newId, registration, now);
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
