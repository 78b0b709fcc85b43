/**
 * The backends that need nothing but this jar: the domain classifier, and the extractive summariser
 * that stands in for a small local model and says so.
 */
@NullMarked
package dev.haios.adapters.embedded;

import org.jspecify.annotations.NullMarked;
