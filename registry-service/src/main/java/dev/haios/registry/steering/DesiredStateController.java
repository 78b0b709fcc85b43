package dev.haios.registry.steering;

import dev.haios.contracts.heartbeat.DesiredStateChange;
import dev.haios.contracts.registry.RegisteredService;
import dev.haios.kit.access.Caller;
import dev.haios.kit.access.Requires;
import dev.haios.kit.access.Role;
import dev.haios.registry.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class DesiredStateController {

    private final DesiredStates states;

    DesiredStateController(DesiredStates states) {
        this.states = states;
    }

    @Requires(Role.OPERATOR)
    @PutMapping("/services/{id}/desired_state")
    RegisteredService want(
            @PathVariable String id,
            @RequestBody DesiredStateChange wish,
            HttpServletRequest request) {
        var caller = Caller.of(request);
        return states.want(id, wish, caller == null ? "unknown" : caller.name())
                .map(change -> change.wire().service())
                .orElseThrow(() -> Problems.unknownService(id));
    }
}
