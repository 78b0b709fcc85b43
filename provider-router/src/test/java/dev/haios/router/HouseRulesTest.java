package dev.haios.router;

import dev.haios.kit.testing.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    @Test
    void the_router_keeps_the_house_rules() {
        HouseRules.check("dev.haios.router", HouseRules.forLibraries("dev.haios.router"));
        HouseRules.check("dev.haios.router", HouseRules.forServices("dev.haios.router"));
    }
}
