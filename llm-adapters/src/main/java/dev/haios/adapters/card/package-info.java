/**
 * Presents the running backend: {@code GET /info}, its entry in the registry, its line in {@code
 * /health}. All three say the same, because all three are read from its card.
 */
@NullMarked
package dev.haios.adapters.card;

import org.jspecify.annotations.NullMarked;
