package dev.haios.router.matrix;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the matrix is, bound from {@code haios.router.matrix}.
 *
 * @param file relative paths lie below the installation's config folder
 * @param checkEvery between two looks at the file
 */
@ConfigurationProperties("haios.router.matrix")
record MatrixSettings(Path file, Duration checkEvery) {

    MatrixSettings {
        if (!checkEvery.isPositive()) {
            throw new IllegalArgumentException("haios.router.matrix.check-every must be positive");
        }
    }
}
