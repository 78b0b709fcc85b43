package dev.haios.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.schema.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The chain of receipts, proven by the documented rule and not by the code that made it. */
final class Chain {

    private Chain() {}

    static JsonNode body(JsonNode link) {
        return Wire.lenient().readTree(link.get("body").asString());
    }

    /** No number is missing or there twice, each hash is right and names the one before. */
    static void verify(List<JsonNode> chain) {
        String before = null;
        long seq = chain.isEmpty() ? 0 : chain.getFirst().get("seq").asLong();
        for (var link : chain) {
            assertThat(link.get("seq").asLong()).isEqualTo(seq++);
            var previous = link.get("prev_hash").asString();
            if (before != null) {
                assertThat(previous).as("previous of %s", link.get("seq")).isEqualTo(before);
            }
            before = link.get("hash").asString();
            assertThat(before)
                    .as("hash of %s", link.get("seq"))
                    .isEqualTo(sha256(previous + "\n" + link.get("body").asString()));
        }
    }

    /**
     * Each receipt has its file, which holds what its newest row holds, and nothing else is there.
     */
    static void verifyFiles(List<JsonNode> chain, Path costs) {
        var newest = new HashMap<String, String>();
        chain.forEach(link ->
                newest.put(body(link).get("receipt_id").asString(), link.get("hash").asString()));
        try (var files = Files.list(costs)) {
            var held =
                    files.map(Chain::read)
                            .collect(
                                    Collectors.toMap(
                                            file -> file.get("receipt_id").asString(),
                                            file -> file.get("hash").asString()));
            assertThat(held).isEqualTo(newest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return Wire.lenient().readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
