/**
 * The endpoints every service answers beside its own: {@code /health}, {@code /metrics}, {@code /}
 * and {@code /openapi.json}. Their content is gathered from the running application; a service adds
 * to its health by providing a {@link dev.haios.kit.surface.HealthSource}.
 */
@NullMarked
package dev.haios.kit.surface;

import org.jspecify.annotations.NullMarked;
