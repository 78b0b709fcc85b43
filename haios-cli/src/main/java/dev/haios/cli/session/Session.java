package dev.haios.cli.session;

import dev.haios.cli.terminal.Terminal;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * One run of the command line.
 *
 * @param environment the environment variables; a blank value counts as not set
 * @param home where the fleet keeps its configuration and {@code artifacts/} (HAIOS_HOME)
 * @param repository where the jars were built; the same as home unless HAIOS_HOME points elsewhere
 * @param in what {@code -} reads
 */
public record Session(
        Map<String, String> environment,
        Path home,
        Path repository,
        Terminal terminal,
        InputStream in,
        Clock clock) {

    public Session {
        environment = Map.copyOf(environment);
        home = home.toAbsolutePath().normalize();
        repository = repository.toAbsolutePath().normalize();
    }

    /** The session of this process, as {@code scripts/haios} starts it. */
    public static Session ofProcess() {
        Map<String, String> environment = System.getenv();
        Path repository = Path.of(System.getProperty("haios.repository", "."));
        String home = environment.getOrDefault("HAIOS_HOME", "");
        return new Session(
                environment,
                home.isBlank() ? repository : Path.of(home),
                repository,
                Terminal.ofProcess(environment),
                System.in,
                Clock.systemUTC());
    }

    /** The value of an environment variable; empty when it is unset or blank. */
    public Optional<String> setting(String variable) {
        return Optional.ofNullable(environment.get(variable))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /** The folder of everything the fleet writes. */
    public Path artifacts() {
        return home.resolve("artifacts");
    }

    /** A path as a person working in the home folder would type it. */
    public String shown(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        return absolute.startsWith(home)
                ? home.relativize(absolute).toString()
                : absolute.toString();
    }
}
