/**
 * The domain classifier: which of sixteen fields of knowledge a text belongs to, and how sure that
 * is. Owns the features, the training at build time and its evaluation; the model in the jar is
 * what {@code src/main/domains} says and nothing else. Knows no HTTP and no other model.
 */
@NullMarked
package dev.haios.adapters.domain;

import org.jspecify.annotations.NullMarked;
