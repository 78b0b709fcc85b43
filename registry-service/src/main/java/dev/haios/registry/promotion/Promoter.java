package dev.haios.registry.promotion;

import dev.haios.contracts.registry.Promotion;
import dev.haios.kit.store.Store;
import dev.haios.registry.catalog.Catalog;
import dev.haios.registry.catalog.ServiceRecord;
import dev.haios.registry.changes.Detail;
import dev.haios.registry.changes.Journal;
import dev.haios.registry.liveness.Uptime;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Decides about promotions. */
@Component
class Promoter {

    private static final Logger LOG = LoggerFactory.getLogger(Promoter.class);

    private final Store store;
    private final RoleTable table;
    private final RoleHistory history;
    private final Journal journal;
    private final Catalog catalog;
    private final Uptime uptime;

    Promoter(
            Store store,
            RoleTable table,
            RoleHistory history,
            Journal journal,
            Catalog catalog,
            Uptime uptime) {
        this.store = store;
        this.table = table;
        this.history = history;
        this.journal = journal;
        this.catalog = catalog;
        this.uptime = uptime;
    }

    Promoted promote(Promotion promotion, String caller) {
        return store.write(
                () -> decide(promotion, caller),
                promoted -> {
                    if (promoted instanceof Promoted.Done(_, var change)) {
                        journal.committed(change);
                    }
                });
    }

    List<RoleTable.Step> history(String serviceId) {
        return store.read(() -> table.history(serviceId));
    }

    private Promoted decide(Promotion promotion, String caller) {
        var candidates = candidates(promotion);
        if (candidates.isEmpty()) {
            return new Promoted.Unknown();
        }
        if (candidates.size() > 1) {
            return new Promoted.Ambiguous(candidates.stream().map(ServiceRecord::id).toList());
        }
        var before = candidates.getFirst();
        var role = before.profile().role();
        if (promotion.fromRole() != null && promotion.fromRole() != role) {
            return new Promoted.Stale(before.id(), role);
        }
        if (promotion.toRole() == role) {
            return new Promoted.Already(before);
        }
        return table.change(before.id(), role, promotion.toRole(), journal.nextRevision())
                .<Promoted>map(after -> done(after, before, promotion, caller))
                .orElseGet(() -> new Promoted.Stale(before.id(), role));
    }

    private Promoted done(
            ServiceRecord after, ServiceRecord before, Promotion promotion, String caller) {
        var entry = catalog.find(after.id());
        var detail = new Detail("promotion", promotion.reason(), caller, before.profile().role());
        LOG.info(
                "service {} ({}) is now {}, was {}: {}",
                after.id(),
                after.profile().name(),
                after.profile().role(),
                before.profile().role(),
                promotion.reason());
        int missed = entry == null ? 0 : entry.missed(uptime.nanos());
        return new Promoted.Done(
                before.profile().role(), history.changed(after, before, missed, detail));
    }

    private List<ServiceRecord> candidates(Promotion promotion) {
        var id = promotion.serviceId();
        var name = promotion.name();
        if (id != null) {
            return table.find(id).stream().toList();
        }
        return name == null ? List.of() : table.named(name);
    }
}
