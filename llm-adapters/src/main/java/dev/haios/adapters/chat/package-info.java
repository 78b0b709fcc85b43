/**
 * The OpenAI-compatible surface, so that any OpenAI client can talk to an adapter: {@code POST
 * /v1/chat/completions}, whole or streamed, with OpenAI's error bodies. Unlike the fleet's own
 * endpoints it tolerates unknown fields and takes bodies of up to 4 MiB.
 */
@NullMarked
package dev.haios.adapters.chat;

import org.jspecify.annotations.NullMarked;
