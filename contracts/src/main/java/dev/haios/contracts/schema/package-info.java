/**
 * How JSON is read, checked and written. {@link dev.haios.contracts.schema.Wire} holds the two
 * mappers everybody shares, {@link dev.haios.contracts.schema.Contracts} checks a body against its
 * schema, {@link dev.haios.contracts.schema.RawJson} carries what must not be altered, and {@link
 * dev.haios.contracts.schema.Bounds} holds the limits the records enforce themselves. It refuses to
 * know any message in particular.
 */
@NullMarked
package dev.haios.contracts.schema;

import org.jspecify.annotations.NullMarked;
