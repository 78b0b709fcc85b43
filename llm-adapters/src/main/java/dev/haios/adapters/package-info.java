/**
 * The model adapters: one jar, one process per model, chosen by {@code HAIOS_ADAPTER} when it
 * starts. Holds the application and the list of refusals; everything else lies in the packages
 * below.
 */
@NullMarked
package dev.haios.adapters;

import org.jspecify.annotations.NullMarked;
