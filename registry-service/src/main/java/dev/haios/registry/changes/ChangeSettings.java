package dev.haios.registry.changes;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The log of changes, bound from {@code haios.registry.changes}.
 *
 * @param keep changes that stay in the log at least, 1 or more
 */
@ConfigurationProperties("haios.registry.changes")
record ChangeSettings(@DefaultValue("100000") long keep) {

    ChangeSettings {
        if (keep < 1) {
            throw new IllegalArgumentException("haios.registry.changes.keep must be at least 1");
        }
    }
}
