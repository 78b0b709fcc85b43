package dev.haios.gateway.seal;

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

    /**
     * {@code statement} is the exact text signed; an empty chain has neither it nor a signature.
     */
    record Head(
            long seq,
            String hash,
            long count,
            String statement,
            String signature,
            String principal,
            String namespace) {}

    @GetMapping("/receipts/head")
    @Requires(Role.VIEWER)
    Head head() {
        var head = seal.head();
        var end = head.map(SealedHead::end).orElse(ChainEnd.START);
        return new Head(
                end.seq(),
                end.hash(),
                end.seq(),
                head.map(SealedHead::statement).orElse(""),
                head.map(SealedHead::signature).orElse(""),
                GatewaySignature.PRINCIPAL,
                GatewaySignature.NAMESPACE);
    }
}
