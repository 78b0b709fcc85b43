package dev.haios.registry.promotion;

import dev.haios.contracts.registry.Promotion;
import dev.haios.contracts.registry.PromotionReply;
import dev.haios.contracts.registry.ServiceRole;
import dev.haios.kit.access.Caller;
import dev.haios.kit.access.Requires;
import dev.haios.kit.access.Role;
import dev.haios.registry.catalog.ServiceRecord;
import dev.haios.registry.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PromotionController {

    private final Promoter promoter;

    PromotionController(Promoter promoter) {
        this.promoter = promoter;
    }

    /** Every change of role of one service, oldest first. */
    record History(String serviceId, List<RoleTable.Step> changes) {}

    @Requires(Role.OPERATOR)
    @PostMapping("/promote")
    PromotionReply promote(@RequestBody Promotion promotion, HttpServletRequest request) {
        var caller = Caller.of(request);
        return switch (promoter.promote(promotion, caller == null ? "unknown" : caller.name())) {
            case Promoted.Done(var from, var change) -> reply(change.service(), from);
            case Promoted.Already(var service) -> reply(service, service.profile().role());
            case Promoted.Stale(var id, var now) -> throw Problems.staleRole(id, now);
            case Promoted.Ambiguous(var ids) ->
                    throw Problems.ambiguousName(String.valueOf(promotion.name()), ids);
            case Promoted.Unknown() ->
                    throw promotion.serviceId() == null
                            ? Problems.unknownName(String.valueOf(promotion.name()))
                            : Problems.unknownService(promotion.serviceId());
        };
    }

    /** Every change of role with its evidence; also of services that are gone. */
    @Requires(Role.VIEWER)
    @GetMapping("/services/{id}/roles")
    History roles(@PathVariable String id) {
        return new History(id, promoter.history(id));
    }

    private static PromotionReply reply(ServiceRecord service, ServiceRole from) {
        return new PromotionReply(
                true,
                service.id(),
                service.profile().name(),
                from,
                service.profile().role(),
                service.standing().revision());
    }
}
