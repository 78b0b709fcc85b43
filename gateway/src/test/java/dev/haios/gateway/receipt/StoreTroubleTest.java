package dev.haios.gateway.receipt;

import static dev.haios.gateway.support.FakeRouter.candidate;
import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.gateway.support.GatewayFixture;
import dev.haios.gateway.support.ScriptedUpstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows or files of receipts that cannot be written for a while. */
class StoreTroubleTest {

    @TempDir Path home;
    private ScriptedUpstream upstream;
    private GatewayFixture gateway;

    @BeforeEach
    void start() throws IOException {
        upstream = ScriptedUpstream.answering("{\"ok\":true}");
        Files.createDirectories(home.resolve("artifacts/costs"));
        Files.writeString(home.resolve("artifacts/costs/.7.tmp"), "half writ");
        gateway = new GatewayFixture(home, "haios.gateway.receipts.file-retry=20ms");
        gateway.route(candidate("one", upstream.url(), 0));
    }

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
    }

    private String reason() {
        return gateway.http().get("/health").json().path("reason").asString("");
    }

    private static boolean isHalfWritten(Path file) {
        return file.toString().endsWith(".tmp");
    }

    @Test
    void a_file_that_cannot_be_written_follows_without_a_restart() throws IOException {
        // A folder of its name, with something in it, is what even root cannot replace.
        var blocked = gateway.costs().resolve("R-blocked.json");
        var inside = Files.createDirectories(blocked).resolve("x");
        Files.writeString(inside, "x");
        assertThat(gateway.invoke("\"run_id\":\"R-blocked\"").status()).isEqualTo(200);
        assertThat(gateway.invoke("\"run_id\":\"R-free\"").status()).isEqualTo(200);
        assertThat(gateway.file("R-free.json").path("run_id").asString()).isEqualTo("R-free");
        eventually("health tells it", () -> reason().contains("receipt files"));
        Files.delete(inside);
        Files.delete(blocked);
        eventually("the file is there", () -> Files.isRegularFile(blocked));
        assertThat(gateway.file("R-blocked.json").path("run_id").asString()).isEqualTo("R-blocked");
        eventually("and health is well", () -> reason().isEmpty());
    }

    @Test
    void nothing_half_written_is_left_behind() throws IOException {
        try (var files = Files.list(gateway.costs())) {
            assertThat(files.filter(StoreTroubleTest::isHalfWritten)).isEmpty();
        }
        var blocked = gateway.costs().resolve("R-blocked.json");
        Files.writeString(Files.createDirectories(blocked).resolve("x"), "x");
        assertThat(gateway.invoke("\"run_id\":\"R-blocked\"").status()).isEqualTo(200);
        eventually(
                "nothing is left",
                () -> {
                    try (var files = Files.list(gateway.costs())) {
                        return files.noneMatch(StoreTroubleTest::isHalfWritten);
                    } catch (IOException e) {
                        return false;
                    }
                });
    }

    @Test
    void nobody_is_called_for_what_could_not_get_its_receipt() throws IOException {
        var store = home.resolve("artifacts/gateway/gateway.db");
        var aside = store.resolveSibling("aside.db");
        Files.move(store, aside);
        var refused = gateway.invoke();
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.problem().type()).isEqualTo("urn:haios:problem:store-unavailable");
        assertThat(refused.problem().detail()).contains("put it back");
        // That one had been answered by the service before anybody knew; no other is.
        long called = upstream.calls().size();
        assertThat(gateway.invoke().status()).isEqualTo(503);
        assertThat(upstream.calls()).hasSize((int) called);
        Files.move(aside, store);
        eventually("well again", () -> gateway.invoke().status() == 200);
    }
}
