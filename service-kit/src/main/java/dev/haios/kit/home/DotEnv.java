package dev.haios.kit.home;

import dev.haios.contracts.settings.EnvFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.apache.commons.logging.Log;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Reads {@code .env} in HAIOS_HOME: it says what the environment does not. Spring's own import
 * reads it as Java properties, to which quotes, {@code export} and remarks are part of the text.
 */
final class DotEnv {

    private DotEnv() {}

    static void addTo(ConfigurableEnvironment environment, Log log) {
        var file = Path.of(environment.getRequiredProperty("haios.home"), ".env");
        EnvFile read;
        try {
            read = EnvFile.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
        if (!read.unread().isEmpty()) {
            log.warn(file + ": not understood, lines " + read.unread());
        }
        environment
                .getPropertySources()
                .addAfter(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new MapPropertySource(".env", new LinkedHashMap<>(read.values())));
    }
}
