/**
 * The log of changes: every change has a revision, one more than the one before, and is written
 * with what it changed. Watchers replay the log and then hear what comes, without a gap; the event
 * stream is told from the same log. Knows that things changed, not why they may.
 */
@NullMarked
package dev.haios.registry.changes;

import org.jspecify.annotations.NullMarked;
