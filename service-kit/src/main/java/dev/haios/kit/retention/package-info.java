/**
 * By which time records are old enough to be forgotten. A clock that is set wrong for an hour must
 * not cost what was to be kept for a month, so a leap ahead is believed only after a while. It
 * knows neither what is kept nor for how long.
 */
@NullMarked
package dev.haios.kit.retention;

import org.jspecify.annotations.NullMarked;
