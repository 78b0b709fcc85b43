package dev.haios.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.schema.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;

/** The build's CycloneDX document is true of the libraries that the programs really carry. */
@EnabledIfSystemProperty(
        named = "haios.sbom",
        matches = "true",
        disabledReason =
                "the bill of materials is made by scripts/haios test, and not offline: its plugin"
                        + " refuses to run there")
class BillOfMaterialsTest {

    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final String BOOT_LIBRARIES = "BOOT-INF/lib/";

    /** Each lets a program be given on, closed or open; where a library offers two, one is here. */
    private static final Set<String> LICENCES =
            Set.of(
                    "Apache-2.0",
                    "MIT",
                    "BSD-2-Clause",
                    "BSD-3-Clause",
                    "EPL-1.0",
                    "EPL-2.0",
                    "CC0-1.0");

    private static JsonNode document;

    @BeforeAll
    static void read() throws IOException {
        document = Wire.lenient().readTree(Files.readString(Path.of("target/haios-sbom.json")));
    }

    @Test
    void every_library_in_a_program_is_listed_with_its_address_and_hash() throws IOException {
        assertThat(document.path("bomFormat").asString()).isEqualTo("CycloneDX");
        var listed =
                components()
                        .collect(
                                Collectors.toMap(
                                        part ->
                                                part.path("name").asString()
                                                        + "-"
                                                        + part.path("version").asString()
                                                        + ".jar",
                                        BillOfMaterialsTest::sha256));
        var shipped = shipped();
        assertThat(shipped).hasSizeGreaterThan(50);
        assertThat(listed.keySet()).containsAll(shipped.keySet());
        // Our own may have been built again since they were packed, when not all modules are.
        var own = Set.of("contracts-", "service-kit-");
        shipped.keySet().removeIf(name -> own.stream().anyMatch(name::startsWith));
        assertThat(listed).containsAllEntriesOf(shipped);
        assertThat(components())
                .allSatisfy(
                        part -> assertThat(part.path("purl").asString()).startsWith("pkg:maven/"));
    }

    @Test
    void every_library_may_be_given_on() {
        assertThat(components())
                .allSatisfy(part -> assertThat(licences(part)).containsAnyElementsOf(LICENCES));
    }

    private static Stream<JsonNode> components() {
        return document.path("components").valueStream();
    }

    private static List<String> licences(JsonNode part) {
        return part.path("licenses")
                .valueStream()
                .map(licence -> licence.path("license").path("id").asString(""))
                .toList();
    }

    private static String sha256(JsonNode part) {
        return part.path("hashes")
                .valueStream()
                .filter(hash -> hash.path("alg").asString().equals("SHA-256"))
                .map(hash -> hash.path("content").asString())
                .findFirst()
                .orElse("none");
    }

    /** The hash of each library, by the name of its file; services carry them inside their jar. */
    private static Map<String, String> shipped() throws IOException {
        var libraries = new TreeMap<String, String>();
        for (var file : jars("target")) {
            try (var jar = new JarFile(file.toFile())) {
                var inside = jar.stream().filter(entry -> entry.getName().endsWith(".jar"));
                for (var entry : inside.toList()) {
                    libraries.put(
                            entry.getName().substring(BOOT_LIBRARIES.length()),
                            sha256(jar.getInputStream(entry)));
                }
            }
        }
        for (var file : jars("target/lib")) {
            libraries.put(file.getFileName().toString(), sha256(Files.newInputStream(file)));
        }
        return libraries;
    }

    /** The jars in a folder of each module. */
    private static List<Path> jars(String folder) throws IOException {
        var jars = new ArrayList<Path>();
        try (var modules = Files.newDirectoryStream(REPOSITORY, Files::isDirectory)) {
            for (var module : modules) {
                if (Files.isDirectory(module.resolve(folder))) {
                    try (var found = Files.newDirectoryStream(module.resolve(folder), "*.jar")) {
                        found.forEach(jars::add);
                    }
                }
            }
        }
        return jars;
    }

    private static String sha256(InputStream bytes) throws IOException {
        try (bytes) {
            var digest = new DigestInputStream(bytes, MessageDigest.getInstance("SHA-256"));
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
