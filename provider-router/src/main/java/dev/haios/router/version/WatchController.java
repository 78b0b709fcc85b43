package dev.haios.router.version;

import dev.haios.kit.access.Requires;
import dev.haios.kit.access.Role;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /watch}: first {@code hello} with the version, then {@code version} whenever it grew.
 * The stream holds no history, because a version that was missed is contained in the next one.
 */
@RestController
class WatchController {

    private final Announcer announcer;
    private final RoutingVersion version;

    WatchController(Announcer announcer, RoutingVersion version) {
        this.announcer = announcer;
        this.version = version;
    }

    @GetMapping("/watch")
    @Requires(Role.VIEWER)
    void watch(HttpServletResponse response) throws IOException {
        var stream = announcer.join(version::current);
        try {
            stream.run(response, Announcer.overflow(version.current()));
        } finally {
            announcer.leave(stream);
        }
    }
}
