/**
 * Anthropic's messages on the wire. Knows how a chat request is said there and how answers, streams
 * and refusals are read; sending, retrying and naming failures is the framework's.
 */
@NullMarked
package dev.haios.adapters.anthropic;

import org.jspecify.annotations.NullMarked;
