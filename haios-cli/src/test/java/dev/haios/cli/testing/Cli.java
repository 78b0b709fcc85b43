package dev.haios.cli.testing;

import dev.haios.cli.Haios;
import dev.haios.cli.session.Session;
import dev.haios.cli.terminal.Terminal;
import dev.haios.contracts.schema.Wire;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Runs commands in this process, with a home and an environment of their own. */
public final class Cli {

    public static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private boolean interactive;
    private String input = "";

    public Cli(Path home) {
        this.home = home;
        environment.put("PATH", System.getenv("PATH"));
        // A test that wants it says so: it runs on in the background.
        environment.put("HAIOS_TRAINING", "off");
    }

    /** How a command ended and what it printed. */
    public record Run(int exitCode, String out, String err) {
        public JsonNode json() {
            return Wire.mapper().readTree(out);
        }
    }

    public Cli with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public Cli onATerminal() {
        interactive = true;
        return this;
    }

    public Cli reading(String text) {
        input = text;
        return this;
    }

    public Path home() {
        return home;
    }

    public Path artifact(String path) {
        return home.resolve("artifacts").resolve(path);
    }

    public Run run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Haios.run(session(out, err), arguments);
        return new Run(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    public Session session(ByteArrayOutputStream out, ByteArrayOutputStream err) {
        Terminal terminal =
                new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        interactive,
                        interactive && !environment.containsKey("NO_COLOR"),
                        100);
        return new Session(
                environment,
                home,
                home,
                terminal,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
