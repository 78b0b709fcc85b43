package dev.haios.contracts.model;

/**
 * A tool that a model wants called.
 *
 * @param id names the call when its result is sent back
 * @param name of the tool
 * @param arguments JSON text as the model wrote it, which need not be valid
 */
public record ToolCall(String id, String name, String arguments) {}
