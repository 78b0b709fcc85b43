package dev.haios.contracts.schema;

/**
 * One way in which a body breaks its contract.
 *
 * @param pointer RFC 6901 pointer to the offending member, empty for the body itself. A missing
 *     member is named where it should have been.
 * @param detail what was expected, as a phrase whose subject is the member: "must be at most 64
 *     characters long"
 */
public record Violation(String pointer, String detail) implements Comparable<Violation> {

    @Override
    public int compareTo(Violation other) {
        int byPointer = pointer.compareTo(other.pointer);
        return byPointer != 0 ? byPointer : detail.compareTo(other.detail);
    }
}
