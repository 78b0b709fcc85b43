package dev.haios.cli.agents;

import dev.haios.contracts.schema.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Our agents and hooks in a {@code .claude} folder. It remembers in {@code haios-agents.json} what
 * it wrote: a file that is there and was not written by it, or was changed since, belongs to the
 * user and is neither replaced nor removed.
 */
final class ClaudeFolder {

    /** What was done, or would be: {@code action} is add, update, keep or remove. */
    record Step(String action, String file) {}

    private final Path claude;
    private final boolean dryRun;
    private final Path manifest;
    private final Map<String, String> written = new TreeMap<>();
    private final List<Step> steps = new ArrayList<>();

    ClaudeFolder(Path claude, boolean dryRun) throws IOException {
        this.claude = claude;
        this.dryRun = dryRun;
        this.manifest = claude.resolve("haios-agents.json");
        if (Files.exists(manifest)) {
            JsonNode files = Wire.lenient().readTree(Files.readString(manifest)).path("files");
            files.propertyNames().forEach(f -> written.put(f, files.path(f).asString("")));
        }
    }

    List<Step> install(Path agents, AgentFolder folder, Path haios) throws IOException {
        // First what can refuse.
        Path settings = claude.resolve("settings.json");
        String old = text(settings);
        HookSettings merged = HookSettings.of(settings, old).with(haios);
        for (AgentText agent : folder.agents()) {
            put("agents/" + agent.file(), Files.readString(agents.resolve(agent.file())));
        }
        if (!merged.says(old)) {
            change(old.isBlank() ? "add" : "update", settings, merged.text());
        }
        remember();
        return steps;
    }

    List<Step> uninstall() throws IOException {
        Path settings = claude.resolve("settings.json");
        String old = text(settings);
        HookSettings left = HookSettings.of(settings, old).without();
        for (String file : List.copyOf(written.keySet())) {
            Path path = claude.resolve(file);
            if (Files.exists(path) && !hash(text(path)).equals(written.get(file))) {
                steps.add(new Step("keep", file));
            } else if (Files.exists(path)) {
                remove(path);
            }
            written.remove(file);
        }
        if (!old.isBlank() && left.isEmpty()) {
            remove(settings);
        } else if (!old.isBlank() && !left.says(old)) {
            change("update", settings, left.text());
        }
        remember();
        return steps;
    }

    private void put(String file, String text) throws IOException {
        Path path = claude.resolve(file);
        String old = text(path);
        if (!Files.exists(path)) {
            change("add", path, text);
        } else if (hash(old).equals(written.get(file))) {
            if (old.equals(text)) {
                return;
            }
            change("update", path, text);
        } else {
            steps.add(new Step("keep", file));
            return;
        }
        written.put(file, hash(text));
    }

    private void change(String action, Path path, String text) throws IOException {
        steps.add(new Step(action, claude.relativize(path).toString()));
        if (!dryRun) {
            WholeFile.write(path, text);
        }
    }

    private void remove(Path path) throws IOException {
        steps.add(new Step("remove", claude.relativize(path).toString()));
        if (!dryRun) {
            Files.delete(path);
            Path up = path.getParent();
            while (up != null && !up.equals(claude) && isEmpty(up)) {
                Files.delete(up);
                up = up.getParent();
            }
        }
    }

    private void remember() throws IOException {
        if (dryRun) {
            return;
        }
        if (written.isEmpty()) {
            Files.deleteIfExists(manifest);
            return;
        }
        ObjectNode document = Wire.mapper().createObjectNode();
        ObjectNode files = document.putObject("files");
        written.forEach(files::put);
        WholeFile.write(manifest, document.toPrettyString() + "\n");
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var below = Files.list(folder)) {
            return below.findAny().isEmpty();
        }
    }

    private static String text(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every JDK has SHA-256", never);
        }
    }
}
