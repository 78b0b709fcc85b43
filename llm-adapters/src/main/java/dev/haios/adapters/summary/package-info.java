/**
 * The extractive summariser: it writes nothing, it chooses. From a text or a thread of messages it
 * takes the sentences that say most about the whole, within a budget of tokens, in their order, and
 * keeps pinned lines word for word. Deterministic; knows no HTTP and no model.
 */
@NullMarked
package dev.haios.adapters.summary;

import org.jspecify.annotations.NullMarked;
