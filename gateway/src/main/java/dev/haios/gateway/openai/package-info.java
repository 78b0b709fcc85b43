/**
 * The language of OpenAI's clients: chat completions whole and streamed, the list of models, and
 * OpenAI's error bodies. It reads of a body only what routing needs and hands on the rest as it
 * came. Who is called, what it may cost and the receipt are not decided here.
 */
@NullMarked
package dev.haios.gateway.openai;

import org.jspecify.annotations.NullMarked;
