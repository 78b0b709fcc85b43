package dev.haios.contracts.model;

import dev.haios.contracts.schema.Bounds;
import dev.haios.contracts.schema.Contract;
import org.jspecify.annotations.Nullable;

/**
 * What is this text about: {@code POST /classify_domain} of the domain classifier.
 *
 * @param query at most 1,000,000 characters
 * @param topK how many domains to list, 1 to 16, default 3
 */
@Contract("classify_domain_request")
public record ClassifyDomainRequest(String query, @Nullable Integer topK) {

    private static final int DEFAULT_TOP_K = 3;

    /** Checks the bounds. */
    public ClassifyDomainRequest {
        Bounds.text("query", query, 1_000_000);
        Bounds.range("top_k", topK, 1, 16);
    }

    /** How many domains to list, given or default. */
    public int listed() {
        return topK == null ? DEFAULT_TOP_K : topK;
    }
}
