/**
 * Reads stored events over HTTP, page by page, forwards or backwards. Sees what is committed and
 * nothing of who listens.
 */
@NullMarked
package dev.haios.events.history;

import org.jspecify.annotations.NullMarked;
