package dev.haios.contracts.routing;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.haios.contracts.schema.Bounds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is known to have a capability.
 *
 * @param candidates at most 256
 * @param routingPolicy replaces the matrix's own for this capability
 */
public record MatrixCapability(
        @JsonProperty(required = true) List<MatrixEntry> candidates,
        @Nullable MatrixPolicy routingPolicy) {

    /** Checks the bounds and copies the list. */
    public MatrixCapability {
        candidates = Bounds.list("candidates", candidates, 0, 256);
    }
}
