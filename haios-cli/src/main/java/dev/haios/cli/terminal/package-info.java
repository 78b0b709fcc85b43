/**
 * How output looks: tables, colours, progress. Colours and redrawing happen only on a terminal and
 * never with NO_COLOR; elsewhere the same text comes out plain, line by line. It knows nothing
 * about what it shows.
 */
@NullMarked
package dev.haios.cli.terminal;

import org.jspecify.annotations.NullMarked;
