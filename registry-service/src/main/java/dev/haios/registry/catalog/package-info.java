/**
 * What the registry knows about each service, and the memory index from which every read is
 * answered. The index is rebuilt from the store at start and changed only after a commit, on the
 * store's writer thread. Knows how a row looks, not who changes it.
 */
@NullMarked
package dev.haios.registry.catalog;

import org.jspecify.annotations.NullMarked;
