/**
 * OpenAI's chat completions on the wire, which xAI and most servers of local models speak too.
 * Knows the format, not the business: sending, retrying and naming failures is the framework's.
 */
@NullMarked
package dev.haios.adapters.openai;

import org.jspecify.annotations.NullMarked;
