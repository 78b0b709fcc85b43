/**
 * Services change their role: {@code POST /promote}, and the history of every change of role with
 * the service as it stood when it was decided. A promotion that starts from a role the service no
 * longer has is refused, so that two cannot cross.
 */
@NullMarked
package dev.haios.registry.promotion;

import org.jspecify.annotations.NullMarked;
