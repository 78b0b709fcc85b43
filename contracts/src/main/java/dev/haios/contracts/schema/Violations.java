package dev.haios.contracts.schema;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;

/**
 * Words for what the validator found. They are ours so that an update of the library cannot change
 * what clients read.
 */
final class Violations {

    private Violations() {}

    static Violation of(Error error) {
        return new Violation(pointer(error.getInstanceLocation()), error.getMessage());
    }

    private static String pointer(NodePath path) {
        return path.getNameCount() == 0 ? "" : path.toString();
    }
}
