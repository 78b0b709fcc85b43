package dev.haios.adapters.backend;

/** Why an answer ended; written as OpenAI's {@code finish_reason}, in small letters. */
public enum Finish {
    /** It is complete. */
    STOP,
    /** It was cut at the most tokens allowed. */
    LENGTH,
    /** The model wants tools called and their results sent back. */
    TOOL_CALLS,
    /** The provider held back what was or would have been said. */
    CONTENT_FILTER
}
