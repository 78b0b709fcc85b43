package dev.haios.contracts.receipt;

import dev.haios.contracts.schema.Bounds;

/** The service that answered. */
public record ReceiptTarget(String serviceId, String name, String url) {

    /** Checks the bounds. */
    public ReceiptTarget {
        Bounds.id("service_id", serviceId);
        Bounds.name("name", name);
        Bounds.url("url", url);
    }
}
