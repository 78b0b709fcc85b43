package dev.haios.cli.testing;

import dev.haios.cli.process.ProcessIdentity;
import dev.haios.contracts.schema.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * A fleet of {@link ChildService}s in a home of its own; closing it ends every process it recorded.
 */
public final class TestFleet implements AutoCloseable {

    private static final Set<Integer> HANDED_OUT = ConcurrentHashMap.newKeySet();

    private final Path home;
    private final Map<String, ObjectNode> services = new LinkedHashMap<>();
    private final List<Long> seen = new ArrayList<>();

    public TestFleet(Path home) throws IOException {
        this.home = home;
        Files.createDirectories(home.resolve("config"));
        packChild(home.resolve("child-1.0.jar"), "1");
    }

    /** Overwrites the jar, as a build does. */
    public void rebuild() throws IOException {
        packChild(home.resolve("child-1.0.jar"), "2");
    }

    public Path home() {
        return home;
    }

    /** Adds a service that behaves as {@code mode} says and depends on others. */
    public TestFleet service(String name, String mode, String... dependsOn) throws IOException {
        return service(name, mode, freePort(), dependsOn);
    }

    public TestFleet service(String name, String mode, int port, String... dependsOn)
            throws IOException {
        ObjectNode service = Wire.mapper().createObjectNode();
        service.put("name", name)
                .put("display", name)
                .put("jar", "child-*.jar")
                .put("port", port)
                .put("enabled", true);
        service.putObject("env").put("CHILD_NAME", name).put("CHILD_MODE", mode);
        service.putArray("jvm")
                .add("-Xmx32m")
                .add("-XX:+UseSerialGC")
                .add("-XX:TieredStopAtLevel=1");
        for (String other : dependsOn) {
            service.withArray("depends_on").add(other);
        }
        services.put(name, service);
        write();
        return this;
    }

    /** Makes a service behave differently the next time it starts. */
    public void change(String name, String mode) throws IOException {
        service(name).withObject("env").put("CHILD_MODE", mode);
        write();
    }

    /** Gives the virtual machine of a service one more option. */
    public void option(String name, String option) throws IOException {
        service(name).withArray("jvm").add(option);
        write();
    }

    public void disable(String name) throws IOException {
        service(name).put("enabled", false);
        write();
    }

    public int port(String name) {
        return service(name).path("port").asInt();
    }

    /** The pid recorded for a service. */
    public long pid(String name) throws IOException {
        byte[] json = Files.readAllBytes(runFile(name));
        long pid = Wire.mapper().readTree(json).path("pid").asLong();
        seen.add(pid);
        return pid;
    }

    public boolean runs(String name) throws IOException {
        return Files.exists(runFile(name)) && isAlive(pid(name));
    }

    public static boolean isAlive(long pid) {
        return ProcessIdentity.of(pid).isPresent();
    }

    public Path runFile(String name) {
        return home.resolve("artifacts/run/" + name + ".json");
    }

    @Override
    public void close() throws IOException {
        Path run = home.resolve("artifacts/run");
        if (Files.isDirectory(run)) {
            try (Stream<Path> files = Files.list(run)) {
                for (Path file : files.toList()) {
                    String name = file.toFile().getName().replace(".json", "");
                    if (services.containsKey(name)) {
                        pid(name);
                    }
                }
            }
        }
        // Only processes this fleet started, and only while they still are ours.
        seen.stream()
                .map(ProcessHandle::of)
                .flatMap(java.util.Optional::stream)
                .filter(process ->
                        process.info().commandLine().orElse("").contains(home.toString()))
                .forEach(ProcessHandle::destroyForcibly);
    }

    /** Never the same one twice: the first may not be listened on yet. */
    public static int freePort() throws IOException {
        int port;
        do {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = socket.getLocalPort();
            }
        } while (!HANDED_OUT.add(port));
        return port;
    }

    private ObjectNode service(String name) {
        ObjectNode service = services.get(name);
        if (service == null) {
            throw new IllegalArgumentException(name);
        }
        return service;
    }

    private void write() throws IOException {
        ObjectNode file = Wire.mapper().createObjectNode();
        services.values().forEach(service -> file.withArray("services").add(service));
        Files.write(home.resolve("config/fleet.json"), Wire.mapper().writeValueAsBytes(file));
    }

    private static void packChild(Path jar, String build) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, build);
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, ChildService.class.getName());
        String entry = ChildService.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream code = ChildService.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            if (code != null) {
                code.transferTo(out);
            }
        }
    }
}
