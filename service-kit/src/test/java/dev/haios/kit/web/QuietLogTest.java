package dev.haios.kit.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.kit.testing.Response;
import dev.haios.kit.testing.TestService;
import dev.haios.kit.toy.ToyApplication;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Refused requests leave no line in the log: whoever can connect could fill it with them. */
@ExtendWith(OutputCaptureExtension.class)
class QuietLogTest {

    @TempDir Path home;

    @Test
    void refused_requests_are_not_logged(CapturedOutput output) {
        try (var toy = TestService.start(ToyApplication.class, home)) {
            var http = toy.http();
            int before = output.getAll().length();

            var refused =
                    List.of(
                            http.get("/nothing-here"),
                            http.send("DELETE", "/things", ""),
                            http.put("/things", "{}"),
                            http.post("/things", "{"),
                            http.post("/things", "[]"),
                            http.get("/things/%00"),
                            http.get("/health", "Origin", "http://elsewhere.example"));

            assertThat(refused).extracting(Response::status).allMatch(status -> status >= 400);
            // Threads that other tests left behind may still have something to say.
            assertThat(output.getAll().substring(before).lines())
                    .filteredOn(line -> line.contains(" [omcat-handler-"))
                    .isEmpty();
        }
    }
}
