package dev.haios.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * No service goes without its attack: what each endpoint bears is seen in the service's own test.
 */
class HostileCoverageTest {

    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    @Test
    void every_service_is_attacked_by_its_own_test() throws IOException {
        try (var modules = Files.list(REPOSITORY)) {
            var services =
                    modules.filter(module ->
                                    Files.exists(
                                            module.resolve("src/main/resources/application.yaml")))
                            .toList();
            assertThat(services).hasSizeGreaterThanOrEqualTo(6);
            assertThat(services)
                    .allSatisfy(service ->
                            assertThat(attacks(service))
                                    .as(
                                            "%s needs a HostileInputTest, see docs/new-service.md",
                                            service)
                                    .isNotEmpty());
        }
    }

    private static List<Path> attacks(Path module) throws IOException {
        try (var files = Files.walk(module.resolve("src/test/java"))) {
            return files.filter(file -> file.endsWith("HostileInputTest.java")).toList();
        }
    }
}
