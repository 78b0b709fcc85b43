/**
 * What all adapters to other people's models share: one way to send, to read streams as pieces, to
 * retry, to name failures, to keep a key secret. A {@link dev.haios.adapters.remote.Dialect} per
 * wire format does the rest. Inside, every conversation is a chat request in OpenAI's words, since
 * that is what most callers send; knows no provider by name.
 */
@NullMarked
package dev.haios.adapters.remote;

import org.jspecify.annotations.NullMarked;
