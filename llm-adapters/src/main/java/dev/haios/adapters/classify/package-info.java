/**
 * {@code POST /classify_domain}: the domain classifier's own call, in its own words. Other adapters
 * answer it with 404.
 */
@NullMarked
package dev.haios.adapters.classify;

import org.jspecify.annotations.NullMarked;
