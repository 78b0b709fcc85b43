package dev.haios.gateway.seal;

import dev.haios.contracts.receipt.ChainEnd;
import dev.haios.contracts.receipt.ChainHead;
import dev.haios.kit.access.Requires;
import dev.haios.kit.access.Role;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /receipts/head}: the signed end of the chain. */
@RestController
class HeadController {

    private final HeadSeal seal;

    HeadController(HeadSeal seal) {
        this.seal = seal;
    }

    @GetMapping("/receipts/head")
    @Requires(Role.VIEWER)
    ChainHead head() {
        return seal.head()
                .map(head -> ChainHead.of(head.end(), head.statement(), head.signature()))
                .orElseGet(() -> ChainHead.of(ChainEnd.START, "", ""));
    }
}
