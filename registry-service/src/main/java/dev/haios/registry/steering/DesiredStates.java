package dev.haios.registry.steering;

import dev.haios.contracts.heartbeat.DesiredStateChange;
import dev.haios.contracts.registry.RegistryChangeKind;
import dev.haios.contracts.schema.Wire;
import dev.haios.kit.store.Store;
import dev.haios.registry.catalog.Catalog;
import dev.haios.registry.catalog.ServiceRecord;
import dev.haios.registry.catalog.ServiceRows;
import dev.haios.registry.changes.Change;
import dev.haios.registry.changes.Detail;
import dev.haios.registry.changes.Journal;
import dev.haios.registry.liveness.Uptime;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class DesiredStates {

    private static final Logger LOG = LoggerFactory.getLogger(DesiredStates.class);

    private final Store store;
    private final JdbcClient jdbc;
    private final Journal journal;
    private final Catalog catalog;
    private final Uptime uptime;

    DesiredStates(Store store, JdbcClient jdbc, Journal journal, Catalog catalog, Uptime uptime) {
        this.store = store;
        this.jdbc = jdbc;
        this.journal = journal;
        this.catalog = catalog;
        this.uptime = uptime;
    }

    /** Empty when there is no such service. A wish repeated is a change with another reason. */
    Optional<Change> want(String serviceId, DesiredStateChange wish, String caller) {
        return store.write(
                () ->
                        update(serviceId, Wire.word(wish.desiredState()))
                                .map(service -> written(service, wish, caller)),
                change -> change.ifPresent(journal::committed));
    }

    private Optional<ServiceRecord> update(String serviceId, String word) {
        return jdbc.sql(
                        """
                        UPDATE services SET desired_state = :desired, revision = :revision
                        WHERE service_id = :id RETURNING
                        """
                                + ServiceRows.COLUMNS)
                .param("desired", word)
                .param("revision", journal.nextRevision())
                .param("id", serviceId)
                .query(ServiceRows::map)
                .optional();
    }

    private Change written(ServiceRecord service, DesiredStateChange wish, String caller) {
        LOG.info(
                "service {} ({}) should {}: {}",
                service.id(),
                service.profile().name(),
                wish.desiredState(),
                wish.reason());
        var entry = catalog.find(service.id());
        return journal.write(
                RegistryChangeKind.DESIRED_STATE_CHANGED,
                service,
                entry == null ? 0 : entry.missed(uptime.nanos()),
                new Detail("operator", wish.reason(), caller, null));
    }
}
