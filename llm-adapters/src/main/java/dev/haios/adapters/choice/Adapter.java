package dev.haios.adapters.choice;

/** The values of {@code HAIOS_ADAPTER}. */
enum Adapter {
    LLAMA,
    TLC,
    OPENAI,
    ANTHROPIC,
    GEMINI,
    GROK,
    MOCK
}
