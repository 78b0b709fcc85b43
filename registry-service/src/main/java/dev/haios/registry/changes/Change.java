package dev.haios.registry.changes;

import dev.haios.contracts.registry.RegistryChange;
import dev.haios.registry.catalog.ServiceRecord;

/**
 * A change as it was written, on its way to memory and watchers.
 *
 * @param service after the change, or as it was when it went
 */
public record Change(long revision, RegistryChange wire, ServiceRecord service) {}
