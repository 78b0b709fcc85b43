package dev.haios.registry.registration;

import dev.haios.registry.catalog.ServiceRecord;
import dev.haios.registry.changes.Change;
import java.util.List;

/** How a registration ended. */
sealed interface Arrival {

    /**
     * It was taken in.
     *
     * @param created whether the service is new
     * @param changes in order; a registration that names another role than the one before also
     *     changes the role
     */
    record Registered(ServiceRecord service, boolean created, List<Change> changes)
            implements Arrival {
        public Registered {
            changes = List.copyOf(changes);
        }
    }

    /**
     * It names an id that exists, and a name and URL that belong to another.
     *
     * @param holder the other id
     */
    record Taken(String holder) implements Arrival {}

    /**
     * It is new, and there is no room for another service.
     *
     * @param services for which there is room
     */
    record Full(int services) implements Arrival {}
}
