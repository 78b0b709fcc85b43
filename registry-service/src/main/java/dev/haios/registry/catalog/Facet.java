package dev.haios.registry.catalog;

import dev.haios.contracts.schema.Wire;
import java.util.HashSet;
import java.util.Set;

/**
 * One property services are found by without looking at all of them.
 *
 * @param kind which property
 * @param value its word
 */
public record Facet(Kind kind, String value) {

    /** The properties that have an index. */
    public enum Kind {
        /** A capability; a service has many. */
        CAP,
        /** The registered name. */
        NAME,
        /** Kind of service. */
        TYPE,
        /** Stage of trust. */
        ROLE
    }

    /** Whether a service has the property; looks only at what is asked. */
    boolean holds(Profile profile) {
        return switch (kind) {
            case CAP -> profile.caps().contains(value);
            case NAME -> profile.name().equals(value);
            case TYPE -> Wire.word(profile.type()).equals(value);
            case ROLE -> Wire.word(profile.role()).equals(value);
        };
    }

    static Set<Facet> of(Profile profile) {
        var facets = new HashSet<Facet>();
        profile.caps().forEach(cap -> facets.add(new Facet(Kind.CAP, cap)));
        facets.add(new Facet(Kind.NAME, profile.name()));
        facets.add(new Facet(Kind.TYPE, Wire.word(profile.type())));
        facets.add(new Facet(Kind.ROLE, Wire.word(profile.role())));
        return facets;
    }
}
