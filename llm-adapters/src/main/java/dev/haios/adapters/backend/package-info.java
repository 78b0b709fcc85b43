/**
 * The seam between the HTTP surface and whatever does the work: what a backend is asked, what it
 * answers, how it fails, and how it presents itself. Knows no HTTP and no particular backend.
 */
@NullMarked
package dev.haios.adapters.backend;

import org.jspecify.annotations.NullMarked;
