/** What registration promises, seen from outside. */
@NullMarked
package dev.haios.registry.registration;

import org.jspecify.annotations.NullMarked;
