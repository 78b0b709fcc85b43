package dev.haios.contracts.work;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.haios.contracts.schema.Bounds;
import java.util.regex.Pattern;

/**
 * A file that a task reads.
 *
 * @param path relative to the workspace, at most 512 characters
 * @param sha256 of its content, 64 hexadecimal digits
 */
public record TaskInput(String path, @JsonProperty("sha256") String sha256) {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /** Checks the bounds. */
    public TaskInput {
        Bounds.path("path", path);
        Bounds.matches("sha256", sha256, SHA_256, "64 hexadecimal digits");
    }
}
