/**
 * Notices that the registry holds a mass expiry back, and says so once for each time it does. Does
 * not know whom it holds.
 */
@NullMarked
package dev.haios.monitor.expiry;

import org.jspecify.annotations.NullMarked;
