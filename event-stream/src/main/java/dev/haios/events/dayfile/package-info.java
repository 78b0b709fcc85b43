/**
 * The log once more as plain text: one file of JSON lines per UTC day of storing, for people and
 * tools without a client. The store is the truth; the files follow it and are mended from it when
 * the process starts, so that no line is missing or there twice.
 */
@NullMarked
package dev.haios.events.dayfile;

import org.jspecify.annotations.NullMarked;
