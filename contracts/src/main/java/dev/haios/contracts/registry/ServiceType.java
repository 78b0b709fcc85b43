package dev.haios.contracts.registry;

/** What kind of thing a service is. */
public enum ServiceType {
    /** Answers prompts: a language model or classifier. */
    MODEL,
    /** Does one thing when called; the fleet's own services are tools. */
    TOOL,
    /** Plans and delegates work. */
    AGENT
}
