/**
 * Work that leaves the engine: the card that offers a task to a worker, and an agent's
 * configuration as compiled from its file. Leases, queues and agents' files are kept elsewhere.
 */
@NullMarked
package dev.haios.contracts.work;

import org.jspecify.annotations.NullMarked;
