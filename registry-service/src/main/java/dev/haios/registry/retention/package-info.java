/**
 * What the registry forgets: changes of role, and epochs of services that are long gone, each some
 * time after its day. What is kept in numbers rather than for a time is dropped where it is
 * written.
 */
@NullMarked
package dev.haios.registry.retention;

import org.jspecify.annotations.NullMarked;
