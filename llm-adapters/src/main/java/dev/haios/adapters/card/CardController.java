package dev.haios.adapters.card;

import dev.haios.adapters.backend.Backend;
import dev.haios.kit.access.Requires;
import dev.haios.kit.access.Role;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CardController {

    private final Backend backend;

    CardController(Backend backend) {
        this.backend = backend;
    }

    @Requires(Role.VIEWER)
    @GetMapping("/info")
    CardReply info() {
        return CardReply.of(backend.card());
    }
}
