/**
 * How fast and how busy every service is, learned from heartbeats and from the receipts of real
 * calls. Figures are kept in coarse, sticky bands, so that noise changes no order. Knows services
 * by their id only; what follows from a figure is decided elsewhere.
 */
@NullMarked
package dev.haios.router.figures;

import org.jspecify.annotations.NullMarked;
