package dev.haios.contracts.model;

/** Who speaks in a message to a model. */
public enum MessageRole {
    /** The rules of the conversation. */
    SYSTEM,
    /** A person, or the program that asks. */
    USER,
    /** The model. */
    ASSISTANT,
    /** What a tool that the model called gave back. */
    TOOL
}
