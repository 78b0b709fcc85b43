package dev.haios.contracts.routing;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.haios.contracts.schema.Bounds;
import dev.haios.contracts.schema.Contract;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code config/providers.matrix.json}: what is known about models beforehand.
 *
 * @param schemaVersion of this format, 1
 * @param routingPolicy for capabilities that have none of their own
 * @param capabilities by name, at most 256
 */
@Contract("providers_matrix")
public record ProviderMatrix(
        int schemaVersion,
        @Nullable MatrixPolicy routingPolicy,
        @JsonProperty(required = true) Map<String, MatrixCapability> capabilities) {

    /** Checks the bounds and copies the map, in the order of the file. */
    public ProviderMatrix {
        Bounds.range("schema_version", schemaVersion, 1, 1);
        Bounds.check(capabilities.size() <= 256, "capabilities", "must be at most 256");
        Bounds.capNames("capabilities", capabilities.keySet());
        capabilities = Collections.unmodifiableMap(new LinkedHashMap<>(capabilities));
    }
}
