package dev.haios.registry.catalog;

import java.util.Comparator;

/** Where a service stands in a listing: by name, services of one name by id. */
public record Position(String name, String serviceId) implements Comparable<Position> {

    private static final Comparator<Position> ORDER =
            Comparator.comparing(Position::name).thenComparing(Position::serviceId);

    static Position of(ServiceRecord service) {
        return new Position(service.profile().name(), service.id());
    }

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }
}
