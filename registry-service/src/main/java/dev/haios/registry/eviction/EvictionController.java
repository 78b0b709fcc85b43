package dev.haios.registry.eviction;

import dev.haios.contracts.eviction.Eviction;
import dev.haios.contracts.eviction.EvictionReply;
import dev.haios.kit.access.Requires;
import dev.haios.kit.access.Role;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Every outcome is an ordinary answer: the monitor asked, and is told what became of it. */
@RestController
class EvictionController {

    private final Evictor evictor;

    EvictionController(Evictor evictor) {
        this.evictor = evictor;
    }

    @Requires(Role.SERVICE)
    @PostMapping("/evict")
    EvictionReply evict(@RequestBody Eviction eviction) {
        return evictor.evict(eviction);
    }
}
