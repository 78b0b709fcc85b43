/**
 * How people write settings down, for all programs that read them. Knows the form of {@code .env},
 * not what any setting means.
 */
@NullMarked
package dev.haios.contracts.settings;

import org.jspecify.annotations.NullMarked;
