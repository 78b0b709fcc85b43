package dev.haios.contracts.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The real ssh-keygen, working in one folder: the judge of whether our format is OpenSSH's. A
 * machine without it fails these tests, since nothing else can say.
 */
final class SshKeygen {
    private final Path folder;

    SshKeygen(Path folder) {
        this.folder = folder;
    }

    record Outcome(int exitCode, String output) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }

    /** A new Ed25519 key pair in {@code name} and {@code name.pub}. */
    Path newKey(String name, String comment) {
        ok("-q", "-t", "ed25519", "-N", "", "-C", comment, "-f", name);
        return folder.resolve(name);
    }

    String sign(Path key, String namespace, byte[] message, String... more) {
        write("message", message);
        delete("message.sig");
        List<String> sign = List.of("-Y", "sign", "-q", "-n", namespace, "-f", key.toString());
        ok(
                Stream.of(sign, List.of(more), List.of("message"))
                        .flatMap(List::stream)
                        .toArray(String[]::new));
        return read("message.sig");
    }

    Outcome verify(String allowedSigners, String principal, byte[] message, String signature) {
        return verify("UTC", allowedSigners, principal, message, signature);
    }

    /** Verifies for namespace {@code receipt}, as if run in the time zone. */
    Outcome verify(
            String timeZone,
            String allowedSigners,
            String principal,
            byte[] message,
            String signature,
            String... more) {
        write("allowed_signers", allowedSigners.getBytes(StandardCharsets.UTF_8));
        write("message", message);
        write("message.sig", signature.getBytes(StandardCharsets.UTF_8));
        List<String> verify =
                List.of("-Y", "verify", "-f", "allowed_signers", "-I", principal, "-n", "receipt");
        String[] command =
                Stream.of(verify, List.of("-s", "message.sig"), List.of(more))
                        .flatMap(List::stream)
                        .toArray(String[]::new);
        return run(Map.of("TZ", timeZone), command);
    }

    String ok(String... arguments) {
        Outcome outcome = run(Map.of(), arguments);
        assertThat(outcome.succeeded()).as("ssh-keygen %s", outcome.output()).isTrue();
        return outcome.output();
    }

    private Outcome run(Map<String, String> environment, String... arguments) {
        List<String> command =
                Stream.concat(Stream.of("ssh-keygen"), Stream.of(arguments)).toList();
        Path message = folder.resolve("message");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.redirectErrorStream(true);
        builder.environment().putAll(environment);
        if (Files.exists(message)) {
            builder.redirectInput(message.toFile());
        }
        try {
            Process process = builder.start();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            return new Outcome(process.exitValue(), output);
        } catch (IOException e) {
            throw new AssertionError("ssh-keygen is needed (package openssh-client)", e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while ssh-keygen ran", e);
        }
    }

    void write(String name, byte[] content) {
        try {
            Files.write(folder.resolve(name), content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void delete(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
