package dev.haios.registry.promotion;

import dev.haios.contracts.registry.ServiceRole;
import dev.haios.registry.catalog.ServiceRecord;
import dev.haios.registry.changes.Change;
import java.util.List;

/** How a promotion ended. */
sealed interface Promoted {

    /** The role was changed. */
    record Done(ServiceRole from, Change change) implements Promoted {}

    /** It had that role already; nothing changed. */
    record Already(ServiceRecord service) implements Promoted {}

    /** It has another role than the caller thinks. */
    record Stale(String serviceId, ServiceRole now) implements Promoted {}

    /** There is no such service. */
    record Unknown() implements Promoted {}

    /** Several services have this name. */
    record Ambiguous(List<String> serviceIds) implements Promoted {
        public Ambiguous {
            serviceIds = List.copyOf(serviceIds);
        }
    }
}
