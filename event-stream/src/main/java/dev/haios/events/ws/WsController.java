package dev.haios.events.ws;

import dev.haios.events.Problems;
import dev.haios.kit.access.Requires;
import dev.haios.kit.access.Role;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers those who ask for the WebSocket's path without its handshake. */
@RestController
class WsController {

    @GetMapping("/ws")
    @Requires(Role.VIEWER)
    void plain() {
        throw Problems.upgradeRequired();
    }
}
