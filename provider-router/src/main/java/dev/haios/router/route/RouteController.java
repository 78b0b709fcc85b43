package dev.haios.router.route;

import dev.haios.contracts.routing.RouteReply;
import dev.haios.contracts.routing.RouteRequest;
import dev.haios.kit.access.Requires;
import dev.haios.kit.access.Role;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RouteController {

    private final Router router;
    private final RouteCounts counts;

    RouteController(Router router, RouteCounts counts) {
        this.router = router;
        this.counts = counts;
    }

    @PostMapping("/route")
    @Requires(Role.VIEWER)
    RouteReply route(@RequestBody RouteRequest request) {
        return counts.count(() -> router.answer(request));
    }
}
